-- name: received_after_recorded
-- kind: order
-- why: A reading arrives after it was taken, mostly within a day.
-- share: 0.02
select count_if(received_at < recorded_at or hours_between(recorded_at, received_at) > 24), count(*) from climate_readings;

-- name: readings_of_installed_devices
-- kind: life
-- why: A device measures between installation and retirement.
-- share: 0
select count_if(r.recorded_at < d.installed_at or r.recorded_at > d.retired_at), count(*) from climate_readings r join devices d on d.id = r.device_id;

-- name: energy_of_installed_devices
-- kind: life
-- why: A meter measures between installation and retirement.
-- share: 0
select count_if(r.recorded_at < d.installed_at or r.recorded_at > d.retired_at), count(*) from energy_readings r join devices d on d.id = r.device_id;

-- name: climate_by_climate_devices
-- kind: diamond
-- why: Temperatures come from climate or air quality devices.
-- share: 0.3
select count_if(m.category not in ('climate', 'air_quality')), count(*)
from climate_readings r join devices d on d.id = r.device_id join device_models m on m.id = d.device_model_id;

-- name: energy_by_energy_devices
-- kind: diamond
-- why: Power is measured by energy devices.
-- share: 0.3
select count_if(m.category <> 'energy'), count(*)
from energy_readings r join devices d on d.id = r.device_id join device_models m on m.id = d.device_model_id;

-- name: gateway_of_site
-- kind: diamond
-- why: A device speaks to a gateway of its site, as the comment says.
-- share: 0
select count_if(d.site_id <> g.site_id), count(*) from devices d join gateways g on g.id = d.gateway_id;

-- name: firmware_of_model
-- kind: diamond
-- why: A device runs firmware of its model, as the comment says.
-- share: 0
select count_if(d.device_model_id <> f.device_model_id), count(*) from devices d join firmware_releases f on f.id = d.firmware_release_id;

-- name: alert_within_organization
-- kind: diamond
-- why: A rule of one organization watches its own devices.
-- share: 0
select count_if(r.organization_id <> s.organization_id), count(*)
from alerts a join alert_rules r on r.id = a.alert_rule_id join devices d on d.id = a.device_id join sites s on s.id = d.site_id;

-- name: acknowledged_by_own_user
-- kind: diamond
-- why: An alert is acknowledged by somebody of the organization.
-- share: 0
select count_if(r.organization_id <> u.organization_id), count(*)
from alerts a join alert_rules r on r.id = a.alert_rule_id join users u on u.id = a.acknowledged_by;

-- name: visit_device_of_site
-- kind: diamond
-- why: The device is at the site that is visited.
-- share: 0
select count_if(v.site_id <> d.site_id), count(*) from maintenance_visits v join devices d on d.id = v.device_id;

-- name: temperatures
-- kind: magnitude
-- why: Indoors it is between -30 and 60 degrees, mostly between 10 and 35.
-- share: 0.1
select count_if(temperature_c not between 5 and 40), count(*) from climate_readings;

-- name: temperatures_differ
-- kind: magnitude
-- why: Temperatures are not all alike.
-- share: 0
select coalesce(stddev(temperature_c) < 0.2, false)::integer, 1 from climate_readings;

-- name: humidity
-- kind: magnitude
-- why: Indoors it is seldom drier than 10 or damper than 95 percent.
-- share: 0.1
select count_if(humidity_pct not between 10 and 95), count(*) from climate_readings;

-- name: pressure
-- kind: magnitude
-- why: Air weighs 600 to 1,080 hPa, at most sites 900 to 1,050.
-- share: 0.03
select count_if(pressure_hpa not between 750 and 1080), count(*) from climate_readings where pressure_hpa is not null;

-- name: carbon_dioxide
-- kind: magnitude
-- why: There are 300 to 5,000 ppm in a room.
-- share: 0.03
select count_if(co2_ppm not between 300 and 5000), count(*) from climate_readings where co2_ppm is not null;

-- name: battery_voltage
-- kind: magnitude
-- why: Batteries have 1 to 13 V.
-- share: 0.02
select count_if(battery_v not between 1 and 14), count(*) from climate_readings where battery_v is not null;

-- name: battery_falls_with_voltage
-- kind: formula
-- why: A fuller battery has a higher voltage.
-- share: 0
select coalesce(corr(battery_pct, battery_v) < 0, false)::integer, 1 from climate_readings;

-- name: signal_strength
-- kind: magnitude
-- why: Signal strength is between -140 and 0 dBm.
-- share: 0
select count_if(rssi_dbm not between -150 and 0), count(*) from climate_readings where rssi_dbm is not null;

-- name: signal_to_noise
-- kind: magnitude
-- why: Signal to noise lies between -30 and 60 dB.
-- share: 0.01
select count_if(snr_db not between -30 and 60), count(*) from climate_readings where snr_db is not null;

-- name: sequence_counts_up
-- kind: order
-- why: The sequence number of a device counts up with time.
-- share: 0.02
select count_if(sequence_no <= before), count(*)
from (select sequence_no, lag(sequence_no) over (partition by device_id order by recorded_at) as before from climate_readings) where before is not null;

-- name: temperature_is_steady
-- kind: duration
-- why: From one reading to the next within an hour it seldom changes by more than ten degrees.
-- share: 0.1
select count_if(abs(temperature_c - before) > 10), count(*)
from (select temperature_c, recorded_at, lag(temperature_c) over w as before, lag(recorded_at) over w as then_at
      from climate_readings window w as (partition by device_id order by recorded_at)) where hours_between(then_at, recorded_at) <= 1;

-- name: power
-- kind: formula
-- why: Power is voltage times current times power factor.
-- share: 0
select count_if(abs(power_w - voltage_v * current_a * power_factor) > 0.02 * abs(power_w) + 0.1), count(*) from energy_readings;

-- name: power_factor
-- kind: magnitude
-- why: A power factor is at most 1.
-- share: 0
select count_if(power_factor not between -1 and 1), count(*) from energy_readings;

-- name: voltage
-- kind: magnitude
-- why: The mains have about 100 to 130, 200 to 260 or 380 to 430 V.
-- share: 0.03
select count_if(voltage_v not between 95 and 135 and voltage_v not between 200 and 260 and voltage_v not between 360 and 430), count(*) from energy_readings;

-- name: frequency
-- kind: magnitude
-- why: The mains swing 50 or 60 times a second.
-- share: 0.01
select count_if(frequency_hz not between 49 and 51 and frequency_hz not between 59 and 61), count(*) from energy_readings;

-- name: current
-- kind: magnitude
-- why: A current is 0 to some hundred amperes.
-- share: 0.01
select count_if(current_a not between 0 and 2000), count(*) from energy_readings;

-- name: meter_never_falls
-- kind: order
-- why: A meter's reading never falls, as the comment says.
-- share: 0
select count_if(energy_kwh_total < before), count(*)
from (select energy_kwh_total, lag(energy_kwh_total) over (partition by device_id order by recorded_at) as before from energy_readings) where before is not null;

-- name: device_dates
-- kind: order
-- why: Made, installed, read, retired.
-- share: 0
select count_if(installed_at::date < manufactured_on or last_reading_at < installed_at or retired_at < installed_at
  or last_reading_at > retired_at), count(*) from devices;

-- name: retired_has_date
-- kind: status
-- why: A retired device has a date of it, others none.
-- share: 0
select count_if((status = 'retired') <> (retired_at is not null)), count(*) from devices;

-- name: provisioned_is_not_installed
-- kind: status
-- why: What is only provisioned has measured nothing; what is active is installed.
-- share: 0
select count_if((status = 'provisioned' and last_reading_at is not null) or (status = 'active' and installed_at is null)), count(*) from devices;

-- name: most_devices_active
-- kind: share
-- why: Most devices are active.
-- share: 0.5
select count_if(status <> 'active'), count(*) from devices;

-- name: few_faulty
-- kind: share
-- why: Few devices are faulty.
-- share: 0.15
select count_if(status = 'faulty'), count(*) from devices;

-- name: last_reading_is_the_last
-- kind: sum
-- why: The last reading of a device is not before those in the tables.
-- share: 0.05
select count_if(d.last_reading_at < r.latest), count(*)
from devices d join (select device_id, max(recorded_at) as latest from climate_readings group by device_id) r on r.device_id = d.id
where d.last_reading_at is not null;

-- name: reporting_interval
-- kind: magnitude
-- why: A device reports every second to every day.
-- share: 0
select count_if(reporting_interval_s not between 1 and 86400), count(*) from devices;

-- name: device_identifier
-- kind: code
-- why: A device EUI has 16 hexadecimal digits.
-- share: 0
select count_if(not regexp_full_match(lower(device_eui), '[0-9a-f]{16}|[0-9a-f]{2}([:-][0-9a-f]{2}){7}')), count(*) from devices;

-- name: hardware_address
-- kind: code
-- why: A MAC address has six pairs of hexadecimal digits.
-- share: 0
select count_if(not mac_ok(mac_address)), count(*) from gateways;

-- name: net_address
-- kind: code
-- why: An IP address is one.
-- share: 0
select count_if(not ip_ok(ip_address)), count(*) from gateways where ip_address is not null;

-- name: chip_number
-- kind: code
-- why: An ICCID begins with 89 and has 18 to 20 digits.
-- share: 0
select count_if(not regexp_full_match(sim_iccid, '89\d{16,18}[0-9F]?')), count(*) from gateways where sim_iccid is not null;

-- name: versions
-- kind: code
-- why: A version is three numbers with points.
-- share: 0
select count_if(not regexp_full_match(version, 'v?\d+\.\d+(\.\d+)?([-+].*)?')), count(*) from firmware_releases;

-- name: gateway_versions
-- kind: code
-- why: A version is three numbers with points.
-- share: 0
select count_if(not regexp_full_match(firmware_version, 'v?\d+\.\d+(\.\d+)?([-+].*)?')), count(*) from gateways;

-- name: few_gateway_versions
-- kind: level
-- why: Gateways run a few versions.
-- share: 0.5
select count(distinct firmware_version), count(*) from gateways;

-- name: checksum
-- kind: code
-- why: A SHA-256 has 64 hexadecimal digits.
-- share: 0
select count_if(not regexp_full_match(lower(sha256), '[0-9a-f]{64}')), count(*) from firmware_releases;

-- name: firmware_sizes
-- kind: magnitude
-- why: Firmware has a kilobyte to 200 megabytes.
-- share: 0
select count_if(size_bytes not between 1000 and 2e8), count(*) from firmware_releases;

-- name: firmware_released_before_today
-- kind: future
-- why: A release was released.
-- share: 0
select count_if(released_at > this_moment()), count(*) from firmware_releases;

-- name: most_releases_stable
-- kind: share
-- why: Most releases are stable.
-- share: 0.5
select count_if(not is_stable), count(*) from firmware_releases;

-- name: api_key
-- kind: code
-- why: A key has 32 hexadecimal digits, as the comment says.
-- share: 0
select count_if(not regexp_full_match(lower(api_key), '[0-9a-f]{32}')), count(*) from organizations;

-- name: protection_class
-- kind: code
-- why: A protection class is IP and two digits.
-- share: 0
select count_if(not regexp_full_match(ip_rating, 'IP ?[0-6X][0-9X]K?')), count(*) from device_models where ip_rating is not null;

-- name: model_temperatures
-- kind: magnitude
-- why: Devices work from -60 to 130 degrees.
-- share: 0
select count_if(temp_min_c not between -80 and 30 or temp_max_c not between 20 and 200 or temp_max_c <= temp_min_c), count(*) from device_models;

-- name: batteries
-- kind: magnitude
-- why: A battery holds 30 to 50,000 mAh.
-- share: 0.02
select count_if(battery_mah not between 30 and 50000), count(*) from device_models where battery_mah is not null;

-- name: prices
-- kind: magnitude
-- why: A sensor costs 2 to 5,000 dollars.
-- share: 0
select count_if(unit_price_usd not between 1 and 5000), count(*) from device_models;

-- name: few_models
-- kind: level
-- why: There are far fewer models than devices, and more readings than devices.
-- share: 0
select ((select count(*) from device_models) * 2 > (select count(*) from devices))::integer
  + ((select count(*) from organizations) > (select count(*) from devices))::integer
  + ((select count(*) from climate_readings) < (select count(*) from devices))::integer, 3;

-- name: manufacturers
-- kind: text
-- why: A maker has a name that can be spoken.
-- share: 0
select count_if(not speaks(manufacturer)), count(*) from device_models;

-- name: few_manufacturers
-- kind: level
-- why: One maker makes several models.
-- share: 0
select (count(*) > 10 and count(distinct manufacturer) > 0.8 * count(*))::integer, 1 from device_models;

-- name: model_names
-- kind: text
-- why: A model's name is no filler.
-- share: 0
select count_if(placeholder(model_name)), count(*) from device_models;

-- name: device_names
-- kind: text
-- why: A device's name is no filler.
-- share: 0.02
select count_if(placeholder(name)), count(*) from devices;

-- name: rooms
-- kind: text
-- why: A room is called by what it is or by its number.
-- share: 0.05
select count_if(placeholder(room)), count(*) from devices where room is not null;

-- name: metric_units
-- kind: text
-- why: A unit is one of measures.
-- share: 0.1
select count_if(not regexp_full_match(unit, '°?[CFK]|%|%RH|RH|hPa|kPa|Pa|bar|mbar|ppm|ppb|V|mV|A|mA|W|kW|kWh|Wh|VA|Hz|dB|dBm|dBA|lx|lux|m|cm|mm|m/s|km/h|L|l|mL|L/min|l/min|m3|m³|m3/h|m³/h|µg/m³|ug/m3|µg/m3|s|ms|min|h|count|counts|g|kg|pH|J|N|lm|celsius|percent|degC|USD|bytes?|B|kB|MB|pcs')),
  count(*) from metrics;

-- name: few_metrics
-- kind: level
-- why: There are a few dozen measured things.
-- share: 0
select (count(*) > 300)::integer, 1 from metrics;

-- name: metric_labels
-- kind: text
-- why: A label is a word for what is measured.
-- share: 0
select count_if(not speaks(label)), count(*) from metrics;

-- name: metric_codes
-- kind: code
-- why: A code is letters, digits and underscores.
-- share: 0.02
select count_if(not regexp_full_match(code, '[A-Za-z][A-Za-z0-9_.-]*')), count(*) from metrics;

-- name: threshold_within_metric
-- kind: range
-- why: A threshold lies within what can be measured, as the comment says.
-- share: 0
select count_if(r.threshold not between m.min_value and m.max_value), count(*) from alert_rules r join metrics m on m.id = r.metric_id;

-- name: alert_value_breaks_threshold
-- kind: formula
-- why: An alert is raised where the value passes the threshold.
-- share: 0
select count_if((r.operator = '>' and a.value <= r.threshold) or (r.operator = '<' and a.value >= r.threshold)), count(*)
from alerts a join alert_rules r on r.id = a.alert_rule_id;

-- name: alert_times
-- kind: order
-- why: Raised, acknowledged, resolved.
-- share: 0
select count_if(acknowledged_at < triggered_at or resolved_at < triggered_at or resolved_at < acknowledged_at), count(*) from alerts;

-- name: alerts_last_days
-- kind: duration
-- why: Most alerts are resolved within a month.
-- share: 0.15
select count_if(days_between(triggered_at, resolved_at) > 31), count(*) from alerts where resolved_at is not null;

-- name: alert_state_fits_times
-- kind: status
-- why: What is resolved has a time of it, what is open neither.
-- share: 0
select count_if((state = 'resolved') <> (resolved_at is not null) or (state = 'open' and acknowledged_at is not null)
  or (state = 'acknowledged' and acknowledged_at is null)), count(*) from alerts;

-- name: acknowledgement_has_person
-- kind: status
-- why: A time of acknowledgement goes with a person.
-- share: 0
select count_if((acknowledged_at is null) <> (acknowledged_by is null)), count(*) from alerts;

-- name: alert_after_rule
-- kind: life
-- why: A rule raises alerts after it was made.
-- share: 0
select count_if(a.triggered_at < r.created_at), count(*) from alerts a join alert_rules r on r.id = a.alert_rule_id;

-- name: most_alerts_resolved
-- kind: share
-- why: Most alerts of the past are resolved.
-- share: 0.5
select count_if(state <> 'resolved'), count(*) from alerts;

-- name: critical_rules_are_fewer
-- kind: share
-- why: Not every rule is critical.
-- share: 0.5
select count_if(severity = 'critical'), count(*) from alert_rules;

-- name: rules_mostly_enabled
-- kind: share
-- why: Most rules are on.
-- share: 0.4
select count_if(not is_enabled), count(*) from alert_rules;

-- name: rule_names
-- kind: text
-- why: A rule is named after what it watches.
-- share: 0
select count_if(placeholder(name)), count(*) from alert_rules;

-- name: fewer_alerts_than_readings
-- kind: level
-- why: Alerts are rarer than readings.
-- share: 0
select ((select count(*) from alerts) > (select count(*) from climate_readings) + (select count(*) from energy_readings))::integer, 1;

-- name: gateway_times
-- kind: order
-- why: A gateway is seen after it was installed.
-- share: 0
select count_if(last_seen_at < installed_at), count(*) from gateways where last_seen_at is not null;

-- name: online_gateways_were_seen
-- kind: status
-- why: What is online has been seen.
-- share: 0
select count_if(last_seen_at is null), count(*) from gateways where is_online;

-- name: gateways_mostly_online
-- kind: share
-- why: Most gateways are online.
-- share: 0.4
select count_if(not is_online), count(*) from gateways;

-- name: site_after_organization
-- kind: life
-- why: Gateways are installed after the organization was registered.
-- share: 0
select count_if(g.installed_at < o.created_at), count(*)
from gateways g join sites s on s.id = g.site_id join organizations o on o.id = s.organization_id;

-- name: city_in_country
-- kind: place
-- why: Everybody knows where Paris is.
-- share: 0.02
select count_if(known_country(city) <> country_code), count(*) from sites;

-- name: coordinates_of_country
-- kind: place
-- why: Sites in Europe lie in Europe, those in the United States there.
-- share: 0.02
select count_if((country_code in ('DE', 'FR', 'NL', 'BE', 'IT', 'ES', 'PT', 'AT', 'CH', 'PL', 'CZ', 'DK', 'SE', 'NO', 'FI', 'GB', 'IE')
    and (latitude not between 27 and 72 or longitude not between -32 and 35))
  or (country_code = 'US' and (latitude not between 17 and 72 or longitude not between -180 and -60))), count(*) from sites;

-- name: time_zone
-- kind: place
-- why: A time zone is one such as Europe/Berlin.
-- share: 0
select count_if(not regexp_full_match(timezone, '(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc|US)/[A-Za-z0-9_/+-]+|UTC|GMT')), count(*) from sites;

-- name: time_zone_of_country
-- kind: place
-- why: Germany's clock is in Europe, Japan's in Asia.
-- share: 0.02
select count_if((country_code in ('DE', 'FR', 'NL', 'BE', 'IT', 'AT', 'CH', 'PL', 'GB', 'SE') and timezone like '%/%' and timezone not like 'Europe/%')
  or (country_code in ('JP', 'CN', 'IN') and timezone like '%/%' and timezone not like 'Asia/%')
  or (country_code in ('US', 'BR', 'MX', 'CA') and timezone like '%/%' and not regexp_matches(timezone, '^(America|US|Pacific)/'))), count(*) from sites;

-- name: elevation
-- kind: magnitude
-- why: Sites lie between -430 and 5,500 m.
-- share: 0
select count_if(elevation_m not between -430 and 5500), count(*) from sites where elevation_m is not null;

-- name: floor_areas
-- kind: magnitude
-- why: A site has ten to a million square metres.
-- share: 0
select count_if(floor_area_m2 not between 5 and 1e6), count(*) from sites where floor_area_m2 is not null;

-- name: user_mail_of_name
-- kind: person
-- why: Users' addresses mostly hold their names.
-- share: 0.4
select count_if(not email_of(email, string_split(full_name, ' ')[1], string_split(full_name, ' ')[-1])), count(*) from users;

-- name: full_names
-- kind: person
-- why: A full name has at least two words.
-- share: 0.02
select count_if(not regexp_matches(full_name, '\p{L}+[ .]+\p{L}+')), count(*) from users;

-- name: administrators_are_few
-- kind: share
-- why: Most users are no administrators.
-- share: 0.5
select count_if(role = 'admin'), count(*) from users;

-- name: login_after_creation
-- kind: order
-- why: One logs in after being registered.
-- share: 0
select count_if(last_login_at < created_at), count(*) from users where last_login_at is not null;

-- name: organization_names
-- kind: text
-- why: An organization has a name.
-- share: 0
select count_if(not speaks(name)), count(*) from organizations;

-- name: basic_plan_is_common
-- kind: share
-- why: The largest plan is not the usual one.
-- share: 0.5
select count_if(plan = 'enterprise'), count(*) from organizations;

-- name: visit_times
-- kind: order
-- why: A visit ends after it begins.
-- share: 0
select count_if(finished_at < started_at), count(*) from maintenance_visits where finished_at is not null;

-- name: visit_minutes
-- kind: formula
-- why: The minutes are those from start to finish.
-- share: 0
select count_if(abs(duration_min - date_diff('second', started_at, finished_at) / 60.0) > 1), count(*)
from maintenance_visits where finished_at is not null and duration_min is not null;

-- name: visits_take_hours
-- kind: duration
-- why: A visit takes up to two days.
-- share: 0.02
select count_if(hours_between(started_at, finished_at) > 48), count(*) from maintenance_visits where finished_at is not null;

-- name: visits_at_work
-- kind: hours
-- why: Technicians come on workdays by day, mostly.
-- share: 0.2
select count_if(not at_work(started_at)), count(*) from maintenance_visits;

-- name: technicians_are_people
-- kind: person
-- why: A technician has a first and a last name.
-- share: 0.02
select count_if(not regexp_matches(technician_name, '\p{L}+[ .]+\p{L}+') or placeholder(technician_name)), count(*) from maintenance_visits;

-- name: nothing_in_the_future
-- kind: future
-- why: Readings and alerts of tomorrow do not exist.
-- share: 0
select (select count_if(recorded_at > this_moment()) from climate_readings) + (select count_if(recorded_at > this_moment()) from energy_readings)
  + (select count_if(triggered_at > this_moment()) from alerts) + (select count_if(last_seen_at > this_moment()) from gateways),
  (select count(*) from climate_readings) + (select count(*) from energy_readings) + (select count(*) from alerts) + (select count(*) from gateways);

-- name: keys_rise_with_time
-- kind: growth
-- why: Later readings have later keys.
-- share: 0
select (corr(id, epoch(recorded_at)) < 0.5)::integer, 1 from climate_readings;
