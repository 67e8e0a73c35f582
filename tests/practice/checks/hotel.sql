-- name: departure_after_arrival
-- kind: order
-- why: One leaves after one has come.
-- share: 0
select count_if(date_depart <= date_arrivee), count(*) from reservations;

-- name: nights
-- kind: formula
-- why: The nights are those from arrival to departure.
-- share: 0
select count_if(nb_nuits <> days_between(date_arrivee, date_depart)), count(*) from reservations;

-- name: stays_are_short
-- kind: duration
-- why: Most guests stay a night to a fortnight, hardly any more than two months.
-- share: 0.05
select count_if(days_between(date_arrivee, date_depart) > 21), count(*) from reservations;

-- name: booked_before_arrival
-- kind: order
-- why: One books before one comes, at most two years.
-- share: 0.01
select count_if(days_between(date_reservation, date_arrivee) not between 0 and 730), count(*) from reservations;

-- name: total
-- kind: formula
-- why: The total is nights times price of a night.
-- share: 0
select count_if(abs(montant_total - nb_nuits * prix_nuit) > 0.01), count(*) from reservations;

-- name: deposit_within_total
-- kind: range
-- why: The deposit is part of the total.
-- share: 0
select count_if(acompte not between 0 and montant_total), count(*) from reservations;

-- name: price_near_rate
-- kind: formula
-- why: A night costs about what its type of room costs, in season up to three times.
-- share: 0.1
select count_if(r.prix_nuit not between 0.3 * t.tarif_base and 3.5 * t.tarif_base), count(*)
from reservations r join types_chambre t using (id_type);

-- name: prices_of_a_night
-- kind: magnitude
-- why: A night costs 25 to 2,000.
-- share: 0.02
select count_if(prix_nuit not between 25 and 2000), count(*) from reservations;

-- name: room_in_hotel
-- kind: diamond
-- why: The room is in the hotel that was booked.
-- share: 0
select count_if(r.id_hotel <> c.id_hotel), count(*) from reservations r join chambres c using (id_chambre);

-- name: room_of_type
-- kind: diamond
-- why: The room is of the type that was booked, but for upgrades.
-- share: 0.1
select count_if(r.id_type <> c.id_type), count(*) from reservations r join chambres c using (id_chambre);

-- name: stay_in_booked_room
-- kind: diamond
-- why: One sleeps in the room of the booking.
-- share: 0.05
select count_if(s.id_chambre <> r.id_chambre), count(*) from sejours s join reservations r using (id_reservation);

-- name: guests_fit_room
-- kind: range
-- why: There are not more guests than the room holds.
-- share: 0.03
select count_if(r.nb_adultes + r.nb_enfants > t.capacite), count(*) from reservations r join types_chambre t using (id_type);

-- name: adults
-- kind: magnitude
-- why: One to eight adults.
-- share: 0
select count_if(nb_adultes not between 1 and 8 or nb_enfants not between 0 and 8), count(*) from reservations;

-- name: most_bring_no_children
-- kind: share
-- why: Most bookings are without children.
-- share: 0.5
select count_if(nb_enfants > 0), count(*) from reservations;

-- name: cancelled_has_time
-- kind: status
-- why: The time of cancelling stands at cancelled bookings.
-- share: 0
select count_if((statut = 'annulée') <> (date_annulation is not null)), count(*) from reservations;

-- name: cancelled_in_time
-- kind: order
-- why: One cancels after booking and before the departure.
-- share: 0
select count_if(date_annulation < date_reservation or date_annulation::date > date_depart), count(*) from reservations where date_annulation is not null;

-- name: finished_is_past
-- kind: status
-- why: A finished booking lies in the past.
-- share: 0
select count_if(date_depart > today()), count(*) from reservations where statut = 'terminée';

-- name: in_progress_is_now
-- kind: status
-- why: Few bookings are in progress at one time.
-- share: 0.2
select count_if(statut = 'en cours'), count(*) from reservations;

-- name: few_no_shows
-- kind: share
-- why: Few do not come at all.
-- share: 0.12
select count_if(statut = 'no-show'), count(*) from reservations;

-- name: cancelled_are_a_minority
-- kind: share
-- why: Less than half cancel.
-- share: 0.45
select count_if(statut = 'annulée'), count(*) from reservations;

-- name: no_stay_when_cancelled
-- kind: status
-- why: Who cancelled or did not come has not stayed.
-- share: 0
select count_if(r.statut in ('annulée', 'no-show')), count(*) from sejours s join reservations r using (id_reservation);

-- name: finished_has_room
-- kind: status
-- why: Who has stayed had a room.
-- share: 0
select count_if(id_chambre is null), count(*) from reservations where statut in ('terminée', 'en cours');

-- name: check_in_on_arrival
-- kind: life
-- why: One checks in on the day of arrival or late in the night after.
-- share: 0.02
select count_if(s.heure_checkin::date not between r.date_arrivee and r.date_arrivee + 1), count(*) from sejours s join reservations r using (id_reservation);

-- name: check_out_on_departure
-- kind: life
-- why: One checks out on the day of departure, some leave earlier.
-- share: 0.1
select count_if(s.heure_checkout::date <> r.date_depart), count(*) from sejours s join reservations r using (id_reservation) where s.heure_checkout is not null;

-- name: check_out_after_check_in
-- kind: order
-- why: Out after in.
-- share: 0
select count_if(heure_checkout <= heure_checkin), count(*) from sejours where heure_checkout is not null;

-- name: check_in_hours
-- kind: hours
-- why: Guests come in the afternoon and evening, mostly.
-- share: 0.25
select count_if(hour(heure_checkin) not between 12 and 23), count(*) from sejours;

-- name: check_out_hours
-- kind: hours
-- why: Guests leave in the morning, mostly.
-- share: 0.25
select count_if(hour(heure_checkout) not between 4 and 13), count(*) from sejours where heure_checkout is not null;

-- name: keys
-- kind: magnitude
-- why: One to six keys.
-- share: 0
select count_if(nb_cles not between 1 and 6), count(*) from sejours;

-- name: no_room_twice
-- kind: unique
-- why: A room is not given to two guests for one night.
-- share: 0.01
select count_if(date_arrivee < before), count(*)
from (select date_arrivee, lag(date_depart) over (partition by id_chambre order by date_arrivee) as before
      from reservations where id_chambre is not null and statut in ('confirmée', 'en cours', 'terminée')) where before is not null;

-- name: hotel_was_open
-- kind: life
-- why: Nobody stays in a hotel before it opens.
-- share: 0
select count_if(r.date_arrivee < h.date_ouverture), count(*) from reservations r join hotels h using (id_hotel);

-- name: guest_exists_when_booking
-- kind: life
-- why: The guest's record is made with the first booking.
-- share: 0.01
select count_if(r.date_reservation::date < c.date_creation::date), count(*) from reservations r join clients c using (id_client);

-- name: consumed_during_stay
-- kind: life
-- why: One drinks at the bar while one stays.
-- share: 0
select count_if(k.date_heure < s.heure_checkin or k.date_heure > s.heure_checkout), count(*) from consommations k join sejours s using (id_sejour);

-- name: consumption_price
-- kind: formula
-- why: The price is that of the service.
-- share: 0.1
select count_if(abs(k.prix_unitaire - p.prix_unitaire) > 0.01), count(*) from consommations k join prestations p using (id_prestation);

-- name: consumption_amount
-- kind: formula
-- why: The amount is quantity times price.
-- share: 0
select count_if(abs(montant - quantite * prix_unitaire) > 0.01), count(*) from consommations;

-- name: consumption_quantity
-- kind: magnitude
-- why: One takes one to twenty of a thing.
-- share: 0.01
select count_if(quantite not between 1 and 20), count(*) from consommations;

-- name: bar_hours
-- kind: hours
-- why: Nobody is served between 3 and 5 in the night.
-- share: 0.06
select count_if(hour(k.date_heure) in (3, 4)), count(*) from consommations k join prestations p using (id_prestation)
where p.categorie in ('restaurant', 'bar', 'spa');

-- name: invoice_sum
-- kind: formula
-- why: Net plus tax plus tourist tax is the amount to pay.
-- share: 0
select count_if(abs(montant_ttc - montant_ht - montant_tva - taxe_sejour) > 0.01), count(*) from factures;

-- name: invoice_tax
-- kind: magnitude
-- why: The tax is 2 to 20 percent of the net amount.
-- share: 0.01
select count_if(montant_tva not between 0.02 * montant_ht and 0.2001 * montant_ht + 0.01), count(*) from factures;

-- name: tourist_tax
-- kind: magnitude
-- why: The tourist tax is a small part of the bill.
-- share: 0.03
select count_if(taxe_sejour > 0.15 * montant_ht), count(*) from factures;

-- name: invoice_after_check_in
-- kind: life
-- why: The bill is of the stay or of the week after.
-- share: 0.02
select count_if(f.date_facture not between s.heure_checkin::date and coalesce(s.heure_checkout::date, today()) + 14), count(*)
from factures f join sejours s using (id_sejour);

-- name: invoice_covers_room
-- kind: sum
-- why: The bill is at least about the price of the room.
-- share: 0.1
select count_if(f.montant_ttc < 0.5 * r.montant_total), count(*)
from factures f join sejours s using (id_sejour) join reservations r using (id_reservation);

-- name: paid_after_invoice
-- kind: order
-- why: Paid with the bill or later.
-- share: 0.02
select count_if(date_paiement < date_facture), count(*) from factures where date_paiement is not null;

-- name: payment_has_means
-- kind: status
-- why: What is paid was paid by some means.
-- share: 0
select count_if((date_paiement is null) <> (mode_paiement is null)), count(*) from factures;

-- name: most_pay_by_card
-- kind: share
-- why: Cheques are rare.
-- share: 0.2
select count_if(mode_paiement = 'chèque'), count(*) from factures where mode_paiement is not null;

-- name: vat_rates
-- kind: magnitude
-- why: French rates are 2.1, 5.5, 10 and 20 percent.
-- share: 0.1
select count_if(taux_tva not in (0, 2.1, 5.5, 10, 20)), count(*) from prestations;

-- name: service_prices
-- kind: magnitude
-- why: A service costs 1 to 500.
-- share: 0.02
select count_if(prix_unitaire not between 0.5 and 500), count(*) from prestations;

-- name: service_names
-- kind: text
-- why: A service is called something that one can order.
-- share: 0
select count_if(not speaks(libelle)), count(*) from prestations;

-- name: room_number_begins_with_floor
-- kind: formula
-- why: Room 312 is on the third floor, as the comment says.
-- share: 0
select count_if(numero not like etage || '%'), count(*) from chambres where etage > 0;

-- name: floor_in_hotel
-- kind: range
-- why: A room is on a floor that the hotel has.
-- share: 0
select count_if(c.etage not between -1 and h.nb_etages), count(*) from chambres c join hotels h using (id_hotel);

-- name: floors
-- kind: magnitude
-- why: A hotel has 1 to 60 floors.
-- share: 0
select count_if(nb_etages not between 1 and 60), count(*) from hotels;

-- name: smoking_rooms_are_few
-- kind: share
-- why: Few rooms are for smokers.
-- share: 0.2
select count_if(fumeur), count(*) from chambres;

-- name: closed_rooms_are_few
-- kind: share
-- why: Few rooms are out of service.
-- share: 0.12
select count_if(hors_service), count(*) from chambres;

-- name: room_types
-- kind: text
-- why: Rooms are called single, double, suite.
-- share: 0.3
select count_if(not regexp_matches(strip_accents(lower(libelle)), 'chambre|suite|simple|double|twin|familia|single|standard|superieur|deluxe|lux|confort|studio|triple|quadruple|king|queen|junior|executive|classique|prestige|individuel|appartement|privilege|room|economi')),
  count(*) from types_chambre;

-- name: room_sizes
-- kind: magnitude
-- why: A room measures 8 to 200 m².
-- share: 0
select count_if(superficie_m2 not between 7 and 250), count(*) from types_chambre;

-- name: beds_fit_capacity
-- kind: range
-- why: There are not more beds than guests, and at most two to a bed.
-- share: 0.05
select count_if(nb_lits > capacite or capacite > 2 * nb_lits + 1 or nb_lits < 1), count(*) from types_chambre;

-- name: larger_rooms_cost_more
-- kind: magnitude
-- why: What holds more costs more.
-- share: 0
select (corr(superficie_m2, tarif_base) < 0)::integer, 1 from types_chambre;

-- name: rates
-- kind: magnitude
-- why: A room costs 30 to 1,500 a night.
-- share: 0.02
select count_if(tarif_base not between 30 and 1500), count(*) from types_chambre;

-- name: stars
-- kind: share
-- why: Not all hotels have five stars.
-- share: 0.5
select count_if(etoiles = 5), count(*) from hotels;

-- name: hotel_names
-- kind: text
-- why: A hotel has a name in words.
-- share: 0
select count_if(not speaks(nom)), count(*) from hotels;

-- name: hotel_postcode
-- kind: place
-- why: The postcode has the form of the country.
-- share: 0
select count_if(not postcode_of(code_postal, code_pays)), count(*) from hotels;

-- name: hotel_city
-- kind: place
-- why: Everybody knows where Paris is.
-- share: 0
select count_if(known_country(ville) <> code_pays), count(*) from hotels;

-- name: hotel_phone
-- kind: money
-- why: A hotel's phone is in its country.
-- share: 0
select count_if(not phone_of(telephone, code_pays)), count(*) from hotels;

-- name: hotel_currency
-- kind: money
-- why: A hotel takes the money of its country.
-- share: 0.02
select count_if(currency_of(code_pays) <> devise), count(*) from hotels;

-- name: arrival_and_departure_hours
-- kind: hours
-- why: Rooms are free from the afternoon on, and to be left by noon.
-- share: 0.02
select count_if(hour(heure_arrivee) not between 12 and 20 or hour(heure_depart) not between 8 and 14), count(*) from hotels;

-- name: title_fits_first_name
-- kind: person
-- why: Marie is Mme.
-- share: 0.03
select count_if((female_name(prenom) and civilite = 'M.') or (male_name(prenom) and civilite = 'Mme')), count(*) from clients;

-- name: guest_mail
-- kind: person
-- why: Many have their name in the address.
-- share: 0.5
select count_if(not email_of(courriel, prenom, nom)), count(*) from clients where courriel is not null;

-- name: guests_of_age
-- kind: age
-- why: Who books is 16 to 100 years old.
-- share: 0.01
select count_if(years_between(date_naissance, date_creation) not between 16 and 100), count(*) from clients where date_naissance is not null;

-- name: language_of_nationality
-- kind: place
-- why: Most French guests speak French and most Germans German.
-- share: 0.3
select count_if(langue <> map {'FR': 'fr', 'DE': 'de', 'GB': 'en', 'US': 'en', 'ES': 'es', 'IT': 'it', 'PT': 'pt', 'NL': 'nl', 'JP': 'ja', 'AT': 'de'}[nationalite]),
  count(*) from clients where nationalite in ('FR', 'DE', 'GB', 'US', 'ES', 'IT', 'PT', 'NL', 'JP', 'AT');

-- name: platinum_is_rare
-- kind: share
-- why: Few have the highest card.
-- share: 0.15
select count_if(niveau_fidelite = 'platine'), count(*) from clients;

-- name: points_fit_level
-- kind: status
-- why: Who is in no programme has no points, and platinum has more than silver.
-- share: 0
select coalesce(avg(points_fidelite) filter (where niveau_fidelite = 'platine')
  <= avg(points_fidelite) filter (where niveau_fidelite in ('aucun', 'argent')), false)::integer, 1 from clients;

-- name: points_not_negative
-- kind: range
-- why: Nobody has less than no points.
-- share: 0
select count_if(points_fidelite < 0), count(*) from clients;

-- name: commission
-- kind: magnitude
-- why: A channel takes 0 to 35 percent.
-- share: 0
select count_if(taux_commission not between 0 and 35), count(*) from canaux;

-- name: few_channels
-- kind: level
-- why: There are a few dozen channels at most.
-- share: 0
select (count(*) > 60)::integer, 1 from canaux;

-- name: posts
-- kind: text
-- why: Posts are those of a hotel.
-- share: 0.4
select count_if(not regexp_matches(strip_accents(lower(poste)), 'recep|gouvern|femme|valet|chef|cuisin|serveu|direct|barman|concierge|bagagiste|maitre|technic|agent|menage|sommelier|commis|veilleur|responsable|manager|assist|plong|portier|voiturier|comptab|spa|masseu|employe|chasseur|groom|etage|buander|jardin|accueil')),
  count(*) from employes;

-- name: wages
-- kind: magnitude
-- why: One earns some hundreds to ten thousand a month.
-- share: 0.01
select count_if(salaire_mensuel not between 600 and 15000), count(*) from employes;

-- name: employee_leaves_after_hire
-- kind: order
-- why: One leaves after being hired.
-- share: 0
select count_if(date_depart < date_embauche), count(*) from employes where date_depart is not null;

-- name: leader_in_hotel
-- kind: diamond
-- why: The superior works in the same hotel, mostly.
-- share: 0.4
select count_if(e.id_hotel <> r.id_hotel), count(*) from employes e join employes r on r.id_employe = e.id_responsable;

-- name: cleaning_times
-- kind: order
-- why: Cleaning ends after it begins.
-- share: 0
select count_if(fin <= debut), count(*) from menages where fin is not null;

-- name: cleaning_takes_minutes
-- kind: duration
-- why: A room is cleaned in five minutes to three hours.
-- share: 0.02
select count_if(date_diff('minute', debut, fin) not between 5 and 180), count(*) from menages where fin is not null;

-- name: cleaning_by_day
-- kind: hours
-- why: Rooms are cleaned by day.
-- share: 0.05
select count_if(hour(debut) not between 6 and 20), count(*) from menages;

-- name: cleaner_of_hotel
-- kind: diamond
-- why: Who cleans works in the hotel, as the comment says.
-- share: 0
select count_if(e.id_hotel <> c.id_hotel), count(*) from menages m join chambres c using (id_chambre) join employes e using (id_employe);

-- name: cleaner_is_employed
-- kind: life
-- why: Nobody cleans before being hired or after leaving.
-- share: 0
select count_if(m.debut::date < e.date_embauche or m.debut::date > e.date_depart), count(*) from menages m join employes e using (id_employe);

-- name: review_after_check_in
-- kind: life
-- why: One judges after having slept there.
-- share: 0
select count_if(a.date_avis < coalesce(s.heure_checkout, s.heure_checkin)), count(*) from avis a join sejours s using (id_sejour);

-- name: overall_mark_between_parts
-- kind: formula
-- why: The overall mark is near the parts.
-- share: 0.25
select count_if(note_globale not between least(note_proprete, note_accueil) - 1.5 and greatest(note_proprete, note_accueil) + 1.5), count(*) from avis;

-- name: marks_lean_up
-- kind: share
-- why: Most guests are content.
-- share: 0.4
select count_if(note_globale < 3), count(*) from avis;

-- name: review_titles
-- kind: text
-- why: What guests write is no filler.
-- share: 0.02
select count_if(placeholder(titre)), count(*) from avis where titre is not null;

-- name: not_every_stay_is_judged
-- kind: level
-- why: Fewer judge than stay.
-- share: 0
select ((select count(*) from avis) > (select count(*) from sejours))::integer, 1;

-- name: stays_in_the_past
-- kind: future
-- why: Check-ins, drinks and reviews of tomorrow do not exist.
-- share: 0
select (select count_if(heure_checkin > this_moment()) from sejours) + (select count_if(date_heure > this_moment()) from consommations)
  + (select count_if(date_avis > this_moment()) from avis) + (select count_if(date_reservation > this_moment()) from reservations),
  (select count(*) from sejours) + (select count(*) from consommations) + (select count(*) from avis) + (select count(*) from reservations);

-- name: special_wishes
-- kind: text
-- why: A wish is no filler, and most have none.
-- share: 0.02
select count_if(placeholder(demande_speciale)), count(*) from reservations where demande_speciale is not null;

-- name: regular_guests
-- kind: skew
-- why: Some guests come often.
-- share: 0
select (max(many) < 2.5 * avg(many))::integer, 1 from (select count(*) as many from reservations group by id_client);

-- name: levels
-- kind: level
-- why: Few hotels, more rooms, many bookings.
-- share: 0
select ((select count(*) from hotels) * 4 > (select count(*) from chambres))::integer
  + ((select count(*) from types_chambre) > 60)::integer
  + ((select count(*) from reservations) < (select count(*) from hotels) * 5)::integer, 3;

-- name: keys_rise_with_time
-- kind: growth
-- why: Later bookings have later keys.
-- share: 0
select (corr(id_reservation, epoch(date_reservation)) < 0.5)::integer, 1 from reservations;
