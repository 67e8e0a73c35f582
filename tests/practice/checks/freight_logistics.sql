-- name: shipment_times
-- kind: order
-- why: Booked, picked up, delivered.
-- share: 0
select count_if(picked_up_at < booked_at or delivered_at < picked_up_at or delivered_at < booked_at), count(*) from tbl_shipment;

-- name: planned_times
-- kind: order
-- why: The pickup is planned after the booking and the arrival after the pickup.
-- share: 0
select count_if(pickup_planned_at < booked_at or eta <= pickup_planned_at), count(*) from tbl_shipment;

-- name: transit_takes_days
-- kind: duration
-- why: A shipment is on its way for hours to two months.
-- share: 0.02
select count_if(hours_between(picked_up_at, delivered_at) not between 0.5 and 1600), count(*)
from tbl_shipment where picked_up_at is not null and delivered_at is not null;

-- name: delivered_near_estimate
-- kind: duration
-- why: Most deliveries come within ten days of the estimate.
-- share: 0.15
select count_if(abs(days_between(eta, delivered_at)) > 10), count(*) from tbl_shipment where delivered_at is not null;

-- name: pickup_near_plan
-- kind: duration
-- why: Most pickups come within three days of the plan.
-- share: 0.15
select count_if(abs(days_between(pickup_planned_at, picked_up_at)) > 3), count(*) from tbl_shipment where picked_up_at is not null;

-- name: express_is_faster
-- kind: duration
-- why: Express is faster than economy.
-- share: 0
select coalesce(median(hours_between(pickup_planned_at, eta)) filter (where service_level = 'EXPRESS')
  >= median(hours_between(pickup_planned_at, eta)) filter (where service_level = 'ECONOMY'), false)::integer, 1 from tbl_shipment;

-- name: status_fits_times
-- kind: status
-- why: Delivered has a delivery, booked has no pickup yet.
-- share: 0
select count_if((status = 'DELIVERED') <> (delivered_at is not null)
  or (status in ('PICKED_UP', 'IN_TRANSIT', 'DELIVERED') and picked_up_at is null)
  or (status = 'BOOKED' and picked_up_at is not null)), count(*) from tbl_shipment;

-- name: signed_when_delivered
-- kind: status
-- why: Nobody signs for what has not arrived.
-- share: 0
select count_if(signed_by is not null and delivered_at is null), count(*) from tbl_shipment;

-- name: most_shipments_delivered
-- kind: share
-- why: Of the shipments of years most have arrived.
-- share: 0.5
select count_if(status <> 'DELIVERED'), count(*) from tbl_shipment;

-- name: few_cancelled
-- kind: share
-- why: Few shipments are cancelled.
-- share: 0.15
select count_if(status = 'CANCELLED'), count(*) from tbl_shipment;

-- name: dangerous_goods_number
-- kind: status
-- why: A UN number stands at dangerous goods and there only.
-- share: 0
select count_if(is_dangerous <> (un_number is not null)), count(*) from tbl_shipment;

-- name: dangerous_goods_number_shape
-- kind: code
-- why: It is UN and four digits.
-- share: 0
select count_if(not regexp_full_match(un_number, 'UN ?\d{4}')), count(*) from tbl_shipment where un_number is not null;

-- name: dangerous_goods_are_few
-- kind: share
-- why: Most goods are harmless.
-- share: 0.25
select count_if(is_dangerous), count(*) from tbl_shipment;

-- name: pieces_are_packages
-- kind: sum
-- why: The pieces are the packages that are listed.
-- share: 0
select count_if(s.pieces <> coalesce(p.many, 0)), count(*)
from tbl_shipment s left join (select shipment_id, count(*) as many from tbl_package group by shipment_id) p using (shipment_id);

-- name: weight_is_that_of_packages
-- kind: sum
-- why: The gross weight is the weight of the packages.
-- share: 0.05
select count_if(abs(s.gross_weight_kg - p.kg) > 0.05 * p.kg + 1), count(*)
from tbl_shipment s join (select shipment_id, sum(weight_kg) as kg from tbl_package group by shipment_id) p using (shipment_id);

-- name: volume_is_that_of_packages
-- kind: sum
-- why: The volume is that of the packages.
-- share: 0.1
select count_if(abs(s.volume_m3 - p.m3) > 0.1 * p.m3 + 0.05), count(*)
from tbl_shipment s join (select shipment_id, sum(length_cm * width_cm * height_cm / 1e6) as m3 from tbl_package group by shipment_id) p
using (shipment_id);

-- name: package_numbers
-- kind: code
-- why: Packages are numbered from one.
-- share: 0
select count_if(first <> 1 or last <> many), count(*)
from (select min(package_no) as first, max(package_no) as last, count(*) as many from tbl_package group by shipment_id);

-- name: package_sizes
-- kind: magnitude
-- why: A package is 5 cm to 14 m long and weighs up to 32 tons.
-- share: 0.01
select count_if(length_cm not between 5 and 1400 or width_cm not between 3 and 300 or height_cm not between 1 and 350
  or weight_kg not between 0.05 and 32000), count(*) from tbl_package;

-- name: density
-- kind: magnitude
-- why: Goods are not lighter than foam nor heavier than lead.
-- share: 0.03
select count_if(weight_kg / (length_cm * width_cm * height_cm / 1e6) not between 5 and 12000), count(*) from tbl_package;

-- name: sscc_valid
-- kind: code
-- why: An SSCC is 18 digits of which the last is the check digit.
-- share: 0
select count_if(not regexp_full_match(sscc, '\d{18}') or list_sum(list_transform(range(1, 19), lambda i:
  digits(sscc)[i] * (case when i % 2 = 1 then 3 else 1 end))) % 10 <> 0), count(*) from tbl_package;

-- name: tariff_code
-- kind: code
-- why: A tariff code is six to ten digits and begins with a chapter, 01 to 97.
-- share: 0
select count_if(not regexp_full_match(replace(hs_code, '.', ''), '(0[1-9]|[1-8]\d|9[0-7])\d{4,8}')), count(*)
from tbl_package where hs_code is not null;

-- name: goods
-- kind: text
-- why: Goods are described by what they are.
-- share: 0.02
select count_if(not speaks(goods_description)), count(*) from tbl_package;

-- name: trip_times
-- kind: order
-- why: A truck arrives after it has left.
-- share: 0
select count_if(arrived_at <= departed_at), count(*) from tbl_trip where arrived_at is not null;

-- name: trip_takes_hours
-- kind: duration
-- why: A trip takes up to ten days.
-- share: 0.02
select count_if(hours_between(departed_at, arrived_at) > 240), count(*) from tbl_trip where arrived_at is not null;

-- name: trip_distance
-- kind: formula
-- why: The distance is the difference of the odometer.
-- share: 0
select count_if(abs(distance_km - (odometer_end_km - odometer_start_km)) > 1), count(*)
from tbl_trip where distance_km is not null and odometer_end_km is not null;

-- name: odometer_runs_forward
-- kind: range
-- why: An odometer does not run backwards.
-- share: 0
select count_if(odometer_end_km < odometer_start_km), count(*) from tbl_trip where odometer_end_km is not null;

-- name: odometer_from_trip_to_trip
-- kind: order
-- why: A later trip of a vehicle begins with a higher reading.
-- share: 0
select count_if(odometer_start_km < before), count(*)
from (select odometer_start_km, lag(odometer_start_km) over (partition by vehicle_id order by departed_at) as before from tbl_trip)
where before is not null;

-- name: speed
-- kind: magnitude
-- why: A truck makes at most 100 km an hour.
-- share: 0.01
select count_if(distance_km / hours_between(departed_at, arrived_at) > 100), count(*)
from tbl_trip where distance_km is not null and arrived_at > departed_at;

-- name: fuel
-- kind: magnitude
-- why: It burns 5 to 70 litres on 100 km.
-- share: 0.03
select count_if(fuel_l * 100 / distance_km not between 5 and 70), count(*) from tbl_trip where fuel_l is not null and distance_km > 5;

-- name: nothing_known_before_arrival
-- kind: status
-- why: The final reading is known with the arrival.
-- share: 0
select count_if((arrived_at is null) <> (odometer_end_km is null)), count(*) from tbl_trip;

-- name: driver_in_one_place
-- kind: order
-- why: A driver does not drive two trips at a time.
-- share: 0.02
select count_if(departed_at < before), count(*)
from (select departed_at, lag(arrived_at) over (partition by driver_id order by departed_at) as before from tbl_trip) where before is not null;

-- name: driver_is_employed
-- kind: life
-- why: Nobody drives before being hired or after leaving.
-- share: 0
select count_if(t.departed_at::date < d.hired_on or t.departed_at::date > d.left_on), count(*)
from tbl_trip t join tbl_driver d using (driver_id);

-- name: vehicle_is_owned
-- kind: life
-- why: A truck drives between purchase and retirement.
-- share: 0
select count_if(t.departed_at::date < v.purchased_on or t.departed_at::date > v.retired_on), count(*)
from tbl_trip t join tbl_vehicle v using (vehicle_id);

-- name: trip_goes_elsewhere
-- kind: range
-- why: Most trips end elsewhere than they began.
-- share: 0.2
select count_if(start_site_id = end_site_id), count(*) from tbl_trip;

-- name: legs_follow_trip
-- kind: life
-- why: A leg is loaded and unloaded within its trip, give or take half a day.
-- share: 0.02
select count_if(l.loaded_at < t.departed_at - interval 12 hour or l.unloaded_at > t.arrived_at + interval 12 hour), count(*)
from tbl_shipment_leg l join tbl_trip t using (trip_id);

-- name: leg_times
-- kind: order
-- why: Unloaded after loaded.
-- share: 0
select count_if(unloaded_at < loaded_at), count(*) from tbl_shipment_leg where unloaded_at is not null;

-- name: legs_begin_at_origin
-- kind: diamond
-- why: The first leg begins where the shipment does.
-- share: 0.02
select count_if(l.from_site_id <> s.origin_site_id), count(*) from tbl_shipment_leg l join tbl_shipment s using (shipment_id) where l.leg_no = 1;

-- name: legs_join
-- kind: diamond
-- why: The next leg begins where the last one ended.
-- share: 0.02
select count_if(from_site_id <> before), count(*)
from (select from_site_id, lag(to_site_id) over (partition by shipment_id order by leg_no) as before from tbl_shipment_leg)
where before is not null;

-- name: events_recorded_after
-- kind: order
-- why: An event is recorded when or after it happens, within days.
-- share: 0.01
select count_if(recorded_at < occurred_at or days_between(occurred_at, recorded_at) > 14), count(*) from tbl_tracking_event;

-- name: events_after_booking
-- kind: life
-- why: No event lies before the booking.
-- share: 0
select count_if(e.occurred_at < s.booked_at), count(*) from tbl_tracking_event e join tbl_shipment s using (shipment_id);

-- name: exceptions_are_few
-- kind: share
-- why: Most events are ordinary ones.
-- share: 0.2
select count_if(event_code = 'EXCEPTION'), count(*) from tbl_tracking_event;

-- name: invoice_customer
-- kind: diamond
-- why: The bill goes to the customer of the shipment.
-- share: 0
select count_if(i.customer_id <> s.customer_id), count(*) from tbl_invoice i join tbl_shipment s using (shipment_id);

-- name: invoice_net
-- kind: formula
-- why: Net is freight plus fuel surcharge.
-- share: 0
select count_if(abs(net_eur - freight_eur - fuel_surcharge_eur) > 0.01), count(*) from tbl_invoice;

-- name: invoice_vat
-- kind: formula
-- why: The tax is the percentage of the net amount.
-- share: 0
select count_if(abs(vat_eur - net_eur * vat_pct / 100) > 0.011), count(*) from tbl_invoice;

-- name: invoice_gross
-- kind: formula
-- why: Gross is net plus tax.
-- share: 0
select count_if(abs(gross_eur - net_eur - vat_eur) > 0.01), count(*) from tbl_invoice;

-- name: invoice_due_by_terms
-- kind: formula
-- why: Due as many days after the issue as agreed.
-- share: 0
select count_if(days_between(i.issued_on, i.due_on) <> c.payment_terms_days), count(*) from tbl_invoice i join tbl_customer c using (customer_id);

-- name: invoice_dates
-- kind: order
-- why: Paid after issued.
-- share: 0
select count_if(paid_on < issued_on or due_on < issued_on), count(*) from tbl_invoice;

-- name: invoice_after_booking
-- kind: life
-- why: Nothing is billed before it is booked.
-- share: 0
select count_if(i.issued_on < s.booked_at::date), count(*) from tbl_invoice i join tbl_shipment s using (shipment_id);

-- name: vat_percent
-- kind: magnitude
-- why: Tax is 0 to 27 percent.
-- share: 0
select count_if(vat_pct not between 0 and 27), count(*) from tbl_invoice;

-- name: payment_terms
-- kind: magnitude
-- why: Customers pay within 0 to 120 days.
-- share: 0.01
select count_if(payment_terms_days not between 0 and 120), count(*) from tbl_customer;

-- name: customer_before_shipment
-- kind: life
-- why: One is a customer when booking.
-- share: 0
select count_if(s.booked_at::date < c.customer_since), count(*) from tbl_shipment s join tbl_customer c using (customer_id);

-- name: booked_in_office_hours
-- kind: hours
-- why: Companies book mostly on workdays by day.
-- share: 0.4
select count_if(not at_work(booked_at)), count(*) from tbl_shipment;

-- name: nothing_in_the_future
-- kind: future
-- why: What has happened is not of tomorrow.
-- share: 0
select (select count_if(delivered_at > this_moment() or picked_up_at > this_moment()) from tbl_shipment)
  + (select count_if(occurred_at > this_moment()) from tbl_tracking_event) + (select count_if(arrived_at > this_moment()) from tbl_trip)
  + (select count_if(paid_on > today()) from tbl_invoice),
  (select count(*) from tbl_shipment) + (select count(*) from tbl_tracking_event) + (select count(*) from tbl_trip)
  + (select count(*) from tbl_invoice);

-- name: vehicle_weights
-- kind: formula
-- why: Payload is gross less tare.
-- share: 0
select count_if(payload_kg <> gross_weight_kg - tare_weight_kg), count(*) from tbl_vehicle;

-- name: vehicle_weight_limits
-- kind: magnitude
-- why: From a van of 2 tons to a truck of 60.
-- share: 0
select count_if(gross_weight_kg not between 1800 and 60000), count(*) from tbl_vehicle;

-- name: vans_are_light
-- kind: magnitude
-- why: Vans weigh up to 7.5 tons, articulated trucks more than that.
-- share: 0.02
select count_if((vehicle_class = 'VAN' and gross_weight_kg > 7500) or (vehicle_class = 'ARTIC' and gross_weight_kg < 7500)), count(*)
from tbl_vehicle;

-- name: vin_shape
-- kind: code
-- why: A VIN has 17 signs without I, O and Q.
-- share: 0
select count_if(not vin_ok(vin)), count(*) from tbl_vehicle;

-- name: model_year_fits_purchase
-- kind: order
-- why: A vehicle is bought in its model year or later, at most a year before.
-- share: 0
select count_if(year(purchased_on) < model_year - 1 or model_year < 1980), count(*) from tbl_vehicle;

-- name: retired_after_purchase
-- kind: order
-- why: Retired after bought; most vehicles still drive.
-- share: 0
select count_if(retired_on < purchased_on) + (count_if(retired_on is not null) > 0.7 * count(*))::integer, count(*) from tbl_vehicle;

-- name: makes
-- kind: text
-- why: Trucks are made by known makers.
-- share: 0.3
select count_if(not regexp_matches(lower(make), 'volvo|scania|man|daf|mercedes|iveco|renault|ford|vw|volkswagen|kenworth|freightliner|peterbilt|mack|isuzu|fiat|peugeot|citro|toyota|nissan|hino|fuso|international|opel|vauxhall|tata|western|navistar|tesla|hyundai|chevrolet|ram|gmc|dodge')),
  count(*) from tbl_vehicle;

-- name: driver_of_age
-- kind: age
-- why: Drivers are hired between 18 and 67.
-- share: 0
select count_if(years_between(birth_date, hired_on) not between 18 and 67), count(*) from tbl_driver;

-- name: driver_leaves_after_hiring
-- kind: order
-- why: One leaves after being hired.
-- share: 0
select count_if(left_on < hired_on), count(*) from tbl_driver where left_on is not null;

-- name: adr_drivers_for_dangerous_goods
-- kind: status
-- why: Only certified drivers carry dangerous goods.
-- share: 0.05
select count_if(not d.adr_certified), count(*)
from tbl_shipment s join tbl_shipment_leg l using (shipment_id) join tbl_trip t using (trip_id) join tbl_driver d using (driver_id)
where s.is_dangerous;

-- name: site_code_of_country
-- kind: place
-- why: A UN/LOCODE begins with its country.
-- share: 0
select count_if(substr(site_code, 1, 2) <> country_code), count(*) from tbl_site;

-- name: site_postcode
-- kind: place
-- why: The postcode has the form of the country.
-- share: 0.01
select count_if(not postcode_of(postcode, country_code)), count(*) from tbl_site where postcode is not null;

-- name: city_in_country
-- kind: place
-- why: Everybody knows where Hamburg is.
-- share: 0.02
select count_if(known_country(city) <> country_code), count(*) from tbl_site;

-- name: coordinates_of_country
-- kind: place
-- why: A site in a country of Europe does not lie in the Pacific.
-- share: 0.02
select count_if(latitude not between 27 and 72 or longitude not between -32 and 45), count(*)
from tbl_site where country_code in ('DE', 'FR', 'NL', 'BE', 'IT', 'ES', 'PT', 'AT', 'CH', 'PL', 'CZ', 'DK', 'SE', 'NO', 'FI', 'GB', 'IE', 'HU', 'GR');

-- name: site_hours
-- kind: order
-- why: A site closes after it opens.
-- share: 0.05
select count_if(closes_at <= opens_at), count(*) from tbl_site where closes_at is not null and opens_at is not null;

-- name: country_currency
-- kind: money
-- why: A country has its own currency.
-- share: 0
select count_if(currency_of(country_code) <> currency_code), count(*) from tbl_country;

-- name: country_name
-- kind: place
-- why: DE is Germany and FR France.
-- share: 0
select count_if(not contains(lower(country_name), map {'DE': 'german', 'FR': 'france', 'GB': 'united kingdom', 'US': 'united states',
  'IT': 'italy', 'ES': 'spain', 'NL': 'netherlands', 'PL': 'poland', 'AT': 'austria', 'CH': 'switzerland', 'BE': 'belgium',
  'SE': 'sweden', 'NO': 'norway', 'DK': 'denmark', 'JP': 'japan', 'CN': 'china', 'IN': 'india', 'BR': 'brazil', 'CA': 'canada'}[country_code])),
  count(*) from tbl_country;

-- name: union_members
-- kind: place
-- why: Germany is in the union, the United States are not.
-- share: 0
select count_if((country_code in ('DE', 'FR', 'IT', 'ES', 'NL', 'BE', 'AT', 'PL', 'PT', 'SE', 'DK', 'FI', 'IE', 'CZ', 'HU') and not is_eu)
  or (country_code in ('US', 'GB', 'CH', 'NO', 'CN', 'JP', 'IN', 'BR', 'CA', 'AU', 'MX', 'TR', 'RU') and is_eu)), count(*) from tbl_country;

-- name: vat_number_of_country
-- kind: code
-- why: A VAT number in Europe begins with the country.
-- share: 0.05
select count_if(vat_number not like country_code || '%'), count(*)
from tbl_customer where vat_number is not null and country_code in ('DE', 'FR', 'IT', 'ES', 'NL', 'BE', 'AT', 'PL', 'PT', 'SE', 'DK', 'FI', 'IE', 'CZ', 'HU');

-- name: company_names
-- kind: text
-- why: Customers are companies.
-- share: 0.02
select count_if(not speaks(company_name)), count(*) from tbl_customer;

-- name: contact_mail_of_contact
-- kind: person
-- why: A contact's address often holds the name.
-- share: 0.5
select count_if(not email_of(contact_email, string_split(contact_person, ' ')[1], string_split(contact_person, ' ')[-1])), count(*)
from tbl_customer where contact_email is not null and contact_person is not null;

-- name: contact_phone_of_country
-- kind: money
-- why: A company's phone is in its country.
-- share: 0.1
select count_if(not phone_of(contact_phone, country_code)), count(*) from tbl_customer where contact_phone is not null;

-- name: good_customers
-- kind: skew
-- why: A few customers ship far more than the average.
-- share: 0
select (max(many) < 2.5 * avg(many))::integer, 1 from (select count(*) as many from tbl_shipment group by customer_id);

-- name: levels
-- kind: level
-- why: Fewer countries than sites, fewer vehicles than trips, more events than shipments.
-- share: 0
select ((select count(*) from tbl_country) > 250)::integer
  + ((select count(*) from tbl_country) > (select count(*) from tbl_site))::integer
  + ((select count(*) from tbl_vehicle) > (select count(*) from tbl_trip))::integer
  + ((select count(*) from tbl_tracking_event) < (select count(*) from tbl_shipment))::integer, 4;

-- name: keys_rise_with_time
-- kind: growth
-- why: Later bookings have later keys.
-- share: 0
select (corr(shipment_id, epoch(booked_at)) < 0.5)::integer, 1 from tbl_shipment;
