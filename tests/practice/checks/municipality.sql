-- name: residents_live_human_lives
-- kind: age
-- why: Nobody is older than 112 or dies before birth.
-- share: 0
select count_if(years_between(geburtsdatum, coalesce(sterbedatum, today())) not between 0 and 112), count(*) from einwohner;

-- name: children_and_the_old
-- kind: age
-- why: A town has children and old people.
-- share: 0
select (quantile_cont(years_between(geburtsdatum, today()), 0.9) - quantile_cont(years_between(geburtsdatum, today()), 0.1) < 35)::integer, 1 from einwohner;

-- name: moved_in_when_born
-- kind: order
-- why: One moves in when born or later, and moves out after that.
-- share: 0
select count_if(einzugsdatum < geburtsdatum or auszugsdatum < einzugsdatum or einzugsdatum > sterbedatum), count(*) from einwohner;

-- name: few_are_dead
-- kind: share
-- why: The register is of the living, mostly.
-- share: 0.25
select count_if(sterbedatum is not null), count(*) from einwohner;

-- name: most_have_not_left
-- kind: share
-- why: Most have not moved out.
-- share: 0.5
select count_if(auszugsdatum is not null), count(*) from einwohner;

-- name: children_are_single
-- kind: age
-- why: Under 16 nobody is married, divorced or widowed.
-- share: 0
select count_if(familienstand <> 'ledig'), count(*) from einwohner where years_between(geburtsdatum, today()) < 16;

-- name: salutation_fits_sex
-- kind: person
-- why: Herr is a man, Frau a woman.
-- share: 0
select count_if((anrede = 'Herr' and geschlecht = 'w') or (anrede = 'Frau' and geschlecht = 'm')), count(*) from einwohner;

-- name: first_name_fits_sex
-- kind: person
-- why: Ursula is a woman and Wolfgang a man.
-- share: 0.03
select count_if((female_name(vorname) and geschlecht = 'm') or (male_name(vorname) and geschlecht = 'w')), count(*) from einwohner;

-- name: third_sex_is_rare
-- kind: share
-- why: Few have the entry d.
-- share: 0.05
select count_if(geschlecht = 'd'), count(*) from einwohner;

-- name: titles_are_rare
-- kind: share
-- why: Few have a title.
-- share: 0.3
select count_if(titel is not null and titel <> ''), count(*) from einwohner;

-- name: titles
-- kind: text
-- why: A title is Dr. or Prof. or such.
-- share: 0.1
select count_if(not regexp_matches(lower(titel), 'dr|prof|dipl|mag|ing|med|phil|freiherr|graf|m\.a|b\.a|msc|bsc|mba')), count(*) from einwohner where titel is not null;

-- name: birth_name_differs
-- kind: status
-- why: A birth name stands only where it differs, as the comment says.
-- share: 0
select count_if(geburtsname = nachname), count(*) from einwohner where geburtsname is not null;

-- name: tax_number
-- kind: code
-- why: A tax number has eleven digits and does not begin with 0.
-- share: 0
select count_if(not regexp_full_match(steuer_id, '[1-9]\d{10}')), count(*) from einwohner where steuer_id is not null;

-- name: most_are_german
-- kind: share
-- why: Most residents of a German town are German.
-- share: 0.45
select count_if(staatsangehoerigkeit <> 'DE'), count(*) from einwohner;

-- name: confession
-- kind: text
-- why: A confession is a short code such as rk, ev or vd.
-- share: 0.1
select count_if(not regexp_full_match(lower(konfession), 'rk|ev|vd|oa|ak|lt|rf|is|jd|isl|jud|ohn|bud|kei|rom|ort|son|kat|--')), count(*) from einwohner where konfession is not null;

-- name: mail_of_name
-- kind: person
-- why: Many have their name in the address.
-- share: 0.5
select count_if(not email_of(email, vorname, nachname)), count(*) from einwohner where email is not null;

-- name: phone_of_germany
-- kind: money
-- why: Residents have German numbers.
-- share: 0.1
select count_if(not phone_of(telefon, 'DE') or telefon not like '0%' and telefon not like '+%' and telefon not like '(%'), count(*)
from einwohner where telefon is not null;

-- name: households
-- kind: skew
-- why: Several live at one address, and no hundreds.
-- share: 0.02
select count_if(many > 150), count(*) from (select count(*) as many from einwohner group by adresse_id);

-- name: postcode
-- kind: code
-- why: A German postcode has five digits.
-- share: 0
select count_if(not regexp_full_match(plz, '(0[1-9]|[1-9]\d)\d{3}')), count(*) from strasse;

-- name: postcodes_of_one_town
-- kind: place
-- why: The postcodes of one town begin alike.
-- share: 0
select (count(distinct substr(plz, 1, 2)) > 5)::integer, 1 from strasse;

-- name: street_names
-- kind: text
-- why: A street is called -straße, -weg, -platz or such.
-- share: 0.3
select count_if(not regexp_matches(lower(name), 'stra(ß|ss)e|str\.|weg|platz|allee|gasse|ring|ufer|damm|markt|chaussee|pfad|hof|steig|promenade|graben|winkel|berg|feld|kamp|am |im |an |zur |zum ')),
  count(*) from strasse;

-- name: house_numbers
-- kind: code
-- why: A house number is a number, perhaps with a letter.
-- share: 0.01
select count_if(not regexp_full_match(hausnummer, '\d{1,4} ?[a-zA-Z]?([-/]\d{1,3}[a-z]?)?')), count(*) from adresse;

-- name: house_numbers_are_small
-- kind: magnitude
-- why: Most house numbers are below 300.
-- share: 0.1
select count_if(try_cast(regexp_extract(hausnummer, '\d+') as integer) > 300), count(*) from adresse;

-- name: coordinates_in_germany
-- kind: place
-- why: The town is in Germany.
-- share: 0
select count_if(breitengrad not between 47 and 55.2 or laengengrad not between 5.8 and 15.1), count(*)
from adresse where breitengrad is not null and laengengrad is not null;

-- name: town_is_small
-- kind: place
-- why: All addresses lie within a degree of each other.
-- share: 0
select coalesce(max(breitengrad) - min(breitengrad) > 1.5 or max(laengengrad) - min(laengengrad) > 2, false)::integer, 1 from adresse;

-- name: districts
-- kind: text
-- why: A district has a name in words.
-- share: 0
select count_if(not speaks(bezeichnung)), count(*) from stadtteil;

-- name: few_districts
-- kind: level
-- why: A town has a few dozen districts.
-- share: 0
select (count(*) > 120)::integer + ((select count(*) from strasse) < count(*))::integer, 2 from stadtteil;

-- name: district_density
-- kind: magnitude
-- why: A square kilometre has 10 to 30,000 people.
-- share: 0.05
select count_if(einwohnerzahl / flaeche_km2 not between 5 and 35000), count(*) from stadtteil where flaeche_km2 > 0;

-- name: document_number
-- kind: code
-- why: A German document number has nine signs without vowels.
-- share: 0
select count_if(not regexp_full_match(ausweis_nr, '[CFGHJKLMNPRTVWXYZ0-9]{9}')), count(*) from ausweis;

-- name: document_runs_years
-- kind: duration
-- why: A document is valid for six or ten years, a provisional one shorter.
-- share: 0.1
select count_if(years_between(ausgestellt_am, gueltig_bis) not between 0.9 and 10.1), count(*) from ausweis;

-- name: document_of_the_living
-- kind: life
-- why: A document is issued between birth and death.
-- share: 0
select count_if(a.ausgestellt_am < e.geburtsdatum or a.ausgestellt_am > e.sterbedatum), count(*) from ausweis a join einwohner e using (einwohner_id);

-- name: few_documents_lost
-- kind: share
-- why: Few documents are lost.
-- share: 0.1
select count_if(verloren), count(*) from ausweis;

-- name: offices
-- kind: text
-- why: Offices are called -amt or say what they do.
-- share: 0.3
select count_if(not regexp_matches(lower(bezeichnung), 'amt|referat|fachbereich|dezernat|abteilung|büro|verwaltung|dienst|kasse|polizei|feuerwehr|stelle|bau|finanz|ordnung|bürger|sozial|jugend|steuer|recht|personal|kultur|umwelt|verkehr|stadt')),
  count(*) from amt;

-- name: few_offices
-- kind: level
-- why: There are fewer offices than officials.
-- share: 0
select ((select count(*) from amt) > (select count(*) from sachbearbeiter))::integer + ((select count(*) from amt) > 150)::integer, 2;

-- name: office_is_not_its_own
-- kind: status
-- why: No office is above itself.
-- share: 0
select count_if(uebergeordnetes_amt_nr = amt_nr), count(*) from amt;

-- name: official_mail
-- kind: person
-- why: Officials have addresses made of their names.
-- share: 0.05
select count_if(not email_of(dienst_email, vorname, nachname)), count(*) from sachbearbeiter;

-- name: pay_group
-- kind: code
-- why: A pay group is A or B and a number, as the comment says.
-- share: 0
select count_if(not regexp_full_match(besoldungsgruppe, '[AB] ?\d{1,2}')), count(*) from sachbearbeiter;

-- name: service_ends_after_it_begins
-- kind: order
-- why: Service ends after it begins, within 50 years.
-- share: 0
select count_if(dienstende < dienstbeginn or years_between(dienstbeginn, dienstende) > 52), count(*) from sachbearbeiter where dienstende is not null;

-- name: plot_sizes
-- kind: magnitude
-- why: A plot measures a few square metres to some square kilometres.
-- share: 0.01
select count_if(flaeche_m2 not between 2 and 5e6), count(*) from flurstueck;

-- name: woods_are_larger
-- kind: magnitude
-- why: Woods and fields are larger than building plots.
-- share: 0
select coalesce(median(flaeche_m2) filter (where nutzungsart in ('Wald', 'Landwirtschaft'))
  <= median(flaeche_m2) filter (where nutzungsart = 'Wohnen'), false)::integer, 1 from flurstueck;

-- name: land_prices
-- kind: magnitude
-- why: Land costs up to some thousands a square metre.
-- share: 0.02
select count_if(bodenrichtwert_eur_m2 not between 0.1 and 20000), count(*) from flurstueck;

-- name: plot_number
-- kind: code
-- why: A plot has a number such as 123/4.
-- share: 0.02
select count_if(not regexp_full_match(flurstueck_nr, '\d{1,5}([/-]\d{1,4})?')), count(*) from flurstueck;

-- name: application_dates
-- kind: order
-- why: Received, complete, decided, begun, finished.
-- share: 0
select count_if(vollstaendig_am < eingang_am or entschieden_am < eingang_am or entschieden_am < vollstaendig_am
  or fertig_am < baubeginn_am), count(*) from bauantrag;

-- name: building_begins_when_permitted
-- kind: status
-- why: Nobody builds without a permit.
-- share: 0.01
select count_if(baubeginn_am is not null and (status <> 'genehmigt' or baubeginn_am < entschieden_am)), count(*) from bauantrag;

-- name: decided_has_date
-- kind: status
-- why: Decided applications have a date, those under way have none.
-- share: 0
select count_if((status in ('genehmigt', 'abgelehnt') and entschieden_am is null)
  or (status in ('eingegangen', 'in Prüfung') and entschieden_am is not null)), count(*) from bauantrag;

-- name: decisions_take_months
-- kind: duration
-- why: A decision takes a day to three years.
-- share: 0.05
select count_if(days_between(eingang_am, entschieden_am) > 1100), count(*) from bauantrag where entschieden_am is not null;

-- name: building_takes_years
-- kind: duration
-- why: A house is built in weeks to six years.
-- share: 0.03
select count_if(days_between(baubeginn_am, fertig_am) not between 5 and 2200), count(*) from bauantrag where fertig_am is not null and baubeginn_am is not null;

-- name: most_permits_granted
-- kind: share
-- why: Few applications are rejected.
-- share: 0.35
select count_if(status = 'abgelehnt'), count(*) from bauantrag;

-- name: fee_below_cost
-- kind: range
-- why: The fee is a small part of the building cost.
-- share: 0.02
select count_if(gebuehr_eur > 0.1 * baukosten_eur), count(*) from bauantrag where gebuehr_eur is not null;

-- name: building_costs
-- kind: magnitude
-- why: One builds for a thousand to some ten millions.
-- share: 0.03
select count_if(baukosten_eur not between 500 and 1e8), count(*) from bauantrag;

-- name: storeys
-- kind: magnitude
-- why: One builds 1 to 40 storeys, mostly few.
-- share: 0.1
select count_if(geschosse not between 1 and 12), count(*) from bauantrag where geschosse is not null;

-- name: applicant_grown
-- kind: age
-- why: Who applies is grown up and alive.
-- share: 0
select count_if(years_between(e.geburtsdatum, b.eingang_am) < 18 or e.sterbedatum < b.eingang_am), count(*)
from bauantrag b join einwohner e on e.einwohner_id = b.antragsteller_id;

-- name: applications_on_workdays
-- kind: hours
-- why: Offices decide on workdays.
-- share: 0.03
select count_if(isodow(entschieden_am) > 5), count(*) from bauantrag where entschieden_am is not null;

-- name: official_in_service
-- kind: life
-- why: An official has begun service when an application he handles comes in, or takes it over later.
-- share: 0.2
select count_if(b.eingang_am < s.dienstbeginn), count(*) from bauantrag b join sachbearbeiter s on s.personal_nr = b.bearbeiter_nr;

-- name: projects
-- kind: text
-- why: A project is described in words.
-- share: 0.02
select count_if(not speaks(vorhaben)), count(*) from bauantrag;

-- name: file_number
-- kind: code
-- why: A file number holds digits.
-- share: 0
select count_if(not regexp_matches(aktenzeichen, '\d')), count(*) from bauantrag;

-- name: owner_grown
-- kind: age
-- why: A business is registered by adults who are alive.
-- share: 0
select count_if(years_between(e.geburtsdatum, g.angemeldet_am) < 16 or e.sterbedatum < g.angemeldet_am), count(*)
from gewerbe g join einwohner e on e.einwohner_id = g.inhaber_id;

-- name: business_dates
-- kind: order
-- why: A business is closed after it was opened.
-- share: 0
select count_if(abgemeldet_am < angemeldet_am), count(*) from gewerbe where abgemeldet_am is not null;

-- name: businesses_are_small
-- kind: magnitude
-- why: Most businesses employ fewer than fifty.
-- share: 0.25
select count_if(beschaeftigte > 50), count(*) from gewerbe;

-- name: stock_companies_are_rare
-- kind: share
-- why: Few businesses of a town are AGs.
-- share: 0.2
select count_if(rechtsform = 'AG'), count(*) from gewerbe;

-- name: vat_number
-- kind: code
-- why: A German VAT number is DE and nine digits.
-- share: 0
select count_if(not regexp_full_match(ust_id, 'DE\d{9}')), count(*) from gewerbe where ust_id is not null;

-- name: firm_names
-- kind: text
-- why: A firm has a name.
-- share: 0.02
select count_if(placeholder(firma)), count(*) from gewerbe;

-- name: legal_form_in_name
-- kind: person
-- why: A firm whose name says GmbH is one.
-- share: 0.02
select count_if((firma like '%GmbH%' and rechtsform not in ('GmbH', 'KG')) or (firma like '% AG' and rechtsform <> 'AG')), count(*) from gewerbe;

-- name: branches
-- kind: text
-- why: A branch of trade is words.
-- share: 0.02
select count_if(not speaks(branche)), count(*) from gewerbe;

-- name: tax_amount
-- kind: formula
-- why: The tax is the base amount times the rate.
-- share: 0
select count_if(abs(betrag_eur - messbetrag_eur * hebesatz_prozent / 100.0) > 0.011), count(*) from steuerbescheid;

-- name: tax_rates
-- kind: magnitude
-- why: Municipal rates are 100 to 1,100 percent.
-- share: 0.05
select count_if(hebesatz_prozent not between 100 and 1100), count(*) from steuerbescheid where steuerart <> 'Hundesteuer';

-- name: tax_dates
-- kind: order
-- why: Assessed, then due, and paid after the assessment.
-- share: 0
select count_if(faellig_am < festgesetzt_am or bezahlt_am < festgesetzt_am), count(*) from steuerbescheid;

-- name: tax_year
-- kind: order
-- why: The year of the tax is that of the assessment or one before, seldom the next.
-- share: 0.03
select count_if(year(festgesetzt_am) - veranlagungsjahr not between -1 and 8), count(*) from steuerbescheid;

-- name: tax_of_plot
-- kind: status
-- why: A land tax names a plot, a trade tax a business, a dog tax none.
-- share: 0
select count_if((steuerart = 'Grundsteuer') <> (flurstueck_id is not null) or (steuerart = 'Gewerbesteuer') <> (gewerbe_id is not null)), count(*)
from steuerbescheid;

-- name: tax_of_owner
-- kind: diamond
-- why: The owner of the plot pays its tax.
-- share: 0
select count_if(s.einwohner_id <> f.eigentuemer_id), count(*) from steuerbescheid s join flurstueck f using (flurstueck_id) where f.eigentuemer_id is not null;

-- name: tax_of_business
-- kind: diamond
-- why: The owner of the business pays its tax.
-- share: 0
select count_if(s.einwohner_id <> g.inhaber_id), count(*) from steuerbescheid s join gewerbe g using (gewerbe_id);

-- name: no_reminder_when_paid_in_time
-- kind: status
-- why: Who pays in time is not reminded.
-- share: 0
select count_if(mahnstufe > 0 and bezahlt_am <= faellig_am), count(*) from steuerbescheid;

-- name: few_reminders
-- kind: share
-- why: Most are not reminded.
-- share: 0.4
select count_if(mahnstufe > 0), count(*) from steuerbescheid;

-- name: most_taxes_paid
-- kind: share
-- why: Most taxes are paid.
-- share: 0.5
select count_if(bezahlt_am is null), count(*) from steuerbescheid;

-- name: dog_ages
-- kind: age
-- why: A dog is born before it is registered and lives up to 22 years.
-- share: 0
select count_if(geboren_am > angemeldet_am or years_between(geboren_am, angemeldet_am) > 20 or years_between(geboren_am, abgemeldet_am) > 24), count(*)
from hund where geboren_am is not null;

-- name: dog_dates
-- kind: order
-- why: A dog is struck off after it was registered.
-- share: 0
select count_if(abgemeldet_am < angemeldet_am), count(*) from hund where abgemeldet_am is not null;

-- name: dog_keeper
-- kind: life
-- why: A dog is registered while its keeper lives.
-- share: 0
select count_if(h.angemeldet_am < e.geburtsdatum or h.angemeldet_am > e.sterbedatum), count(*) from hund h join einwohner e on e.einwohner_id = h.halter_id;

-- name: fighting_dogs_are_few
-- kind: share
-- why: Few dogs are on the list of the dangerous ones.
-- share: 0.12
select count_if(listenhund), count(*) from hund;

-- name: breeds
-- kind: text
-- why: A breed is one of dogs.
-- share: 0.4
select count_if(not regexp_matches(lower(rasse), 'hund|terrier|retriever|dackel|pudel|labrador|spitz|dogge|mops|bulldog|boxer|husky|collie|beagle|mischling|schnauzer|rottweiler|dobermann|chihuahua|setter|spaniel|shepherd|dalmatiner|malteser|shiba|corgi|poodle|pinscher|mastiff|hound|dog|havaneser|pekin|akita|leonberger')),
  count(*) from hund;

-- name: dog_names
-- kind: text
-- why: A dog is called by one word that can be called.
-- share: 0.05
select count_if(not regexp_full_match(rufname, '\p{L}[\p{L}''-]+( \p{L}[\p{L}''.-]*)?') or placeholder(rufname)), count(*) from hund;

-- name: chip_number
-- kind: code
-- why: A chip has 15 digits.
-- share: 0
select count_if(not regexp_full_match(chip_nr, '\d{15}')), count(*) from hund where chip_nr is not null;

-- name: appointments_by_day
-- kind: hours
-- why: Offices receive on workdays between 7 and 19 o'clock.
-- share: 0.03
select count_if(isodow(beginn) > 5 or hour(beginn) not between 7 and 18), count(*) from termin;

-- name: appointments_are_short
-- kind: duration
-- why: An appointment takes five minutes to three hours.
-- share: 0.02
select count_if(date_diff('minute', beginn, ende) not between 5 and 180), count(*) from termin;

-- name: booked_before
-- kind: order
-- why: One books before one comes, at most a year.
-- share: 0
select count_if(gebucht_am > beginn or days_between(gebucht_am, beginn) > 366), count(*) from termin;

-- name: official_of_office
-- kind: diamond
-- why: The official is of the office, as the comment says.
-- share: 0
select count_if(t.amt_nr <> s.amt_nr), count(*) from termin t join sachbearbeiter s on s.personal_nr = t.bearbeiter_nr;

-- name: most_appear
-- kind: share
-- why: Most come to their appointment.
-- share: 0.35
select count_if(not erschienen), count(*) from termin where erschienen is not null;

-- name: appearance_known_afterwards
-- kind: status
-- why: Whether one came is known afterwards.
-- share: 0
select count_if(erschienen is not null and beginn > this_moment()), count(*) from termin;

-- name: matters
-- kind: text
-- why: A matter is told in words.
-- share: 0.02
select count_if(not speaks(anliegen)), count(*) from termin;

-- name: nothing_in_the_future
-- kind: future
-- why: Births, moves, payments and decisions of tomorrow do not exist.
-- share: 0
select (select count_if(geburtsdatum > today() or einzugsdatum > today() or sterbedatum > today()) from einwohner)
  + (select count_if(bezahlt_am > today()) from steuerbescheid) + (select count_if(entschieden_am > today() or eingang_am > today()) from bauantrag)
  + (select count_if(ausgestellt_am > today()) from ausweis),
  (select count(*) from einwohner) + (select count(*) from steuerbescheid) + (select count(*) from bauantrag) + (select count(*) from ausweis);

-- name: levels
-- kind: level
-- why: Few offices, more officials, many residents.
-- share: 0
select ((select count(*) from sachbearbeiter) * 3 > (select count(*) from einwohner))::integer
  + ((select count(*) from strasse) > (select count(*) from adresse))::integer, 2;
