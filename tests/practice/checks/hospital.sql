-- name: discharge_after_admission
-- kind: order
-- why: Nobody leaves before arriving.
-- share: 0
select count_if(discharged_at < admitted_at), count(*) from admission where discharged_at is not null;

-- name: stay_is_days
-- kind: duration
-- why: People stay for some days, seldom for months.
-- share: 0.05
select count_if(days_between(admitted_at, discharged_at) > 60), count(*) from admission where discharged_at is not null;

-- name: length_of_stay
-- kind: formula
-- why: The length of the stay is the nights between its two times.
-- share: 0
select count_if(length_of_stay_days <> days_between(admitted_at, discharged_at)), count(*)
from admission where discharged_at is not null;

-- name: length_only_when_discharged
-- kind: status
-- why: Who is still in has no length of stay yet.
-- share: 0
select count_if((length_of_stay_days is null) <> (discharged_at is null)), count(*) from admission;

-- name: status_fits_discharge
-- kind: status
-- why: Discharged patients have a time of discharge, those who are in do not.
-- share: 0
select count_if((status = 'discharged') <> (discharged_at is not null)), count(*) from admission;

-- name: disposition_only_when_discharged
-- kind: status
-- why: Where a patient goes is known when he goes.
-- share: 0.01
select count_if((discharge_disposition is not null) <> (discharged_at is not null)), count(*) from admission;

-- name: most_stays_are_over
-- kind: share
-- why: Of the stays of years, most are over.
-- share: 0.4
select count_if(status <> 'discharged'), count(*) from admission;

-- name: few_die
-- kind: share
-- why: Most patients go home, few die.
-- share: 0.12
select count_if(discharge_disposition = 'deceased'), count(*) from admission where discharge_disposition is not null;

-- name: most_go_home
-- kind: share
-- why: Home is where most go.
-- share: 0.5
select count_if(discharge_disposition <> 'home'), count(*) from admission where discharge_disposition is not null;

-- name: deceased_has_date_of_death
-- kind: status
-- why: Who died in the house has a date of death.
-- share: 0
select count_if(p.date_of_death is null or p.date_of_death <> a.discharged_at::date), count(*)
from admission a join patient p using (patient_id) where a.discharge_disposition = 'deceased';

-- name: admitted_alive
-- kind: life
-- why: A patient is admitted between birth and death.
-- share: 0
select count_if(a.admitted_at::date < p.date_of_birth or a.admitted_at::date > p.date_of_death), count(*)
from admission a join patient p using (patient_id);

-- name: registered_before_admission
-- kind: life
-- why: Patients are registered at the latest when admitted.
-- share: 0.02
select count_if(p.registered_at::date > a.admitted_at::date), count(*) from admission a join patient p using (patient_id);

-- name: registered_alive
-- kind: life
-- why: The record is opened after birth and before death.
-- share: 0
select count_if(registered_at::date < date_of_birth or registered_at::date > date_of_death), count(*) from patient;

-- name: patients_ages
-- kind: age
-- why: Nobody is older than 112.
-- share: 0
select count_if(years_between(date_of_birth, coalesce(date_of_death, today())) not between 0 and 112), count(*) from patient;

-- name: patients_of_all_ages
-- kind: age
-- why: A hospital has many old patients and some young ones.
-- share: 0
select (quantile_cont(years_between(date_of_birth, registered_at), 0.9)
  - quantile_cont(years_between(date_of_birth, registered_at), 0.1) < 20)::integer, 1 from patient;

-- name: physician_grown
-- kind: age
-- why: A physician is 23 to 75 years old when employed.
-- share: 0.01
select count_if(years_between(date_of_birth, employed_since) not between 23 and 75), count(*) from physician;

-- name: few_patients_dead
-- kind: share
-- why: A date of death stands at a minority.
-- share: 0.25
select count_if(date_of_death is not null), count(*) from patient;

-- name: nothing_in_the_future
-- kind: future
-- why: Measurements, discharges, results of tomorrow do not exist.
-- share: 0
select (select count_if(discharged_at > this_moment()) from admission) + (select count_if(measured_at > this_moment()) from vital_sign)
  + (select count_if(resulted_at > this_moment()) from lab_result) + (select count_if(closure_at > this_moment()) from surgery)
  + (select count_if(paid_on > today()) from invoice),
  (select count(*) from admission) + (select count(*) from vital_sign) + (select count(*) from lab_result)
  + (select count(*) from surgery) + (select count(*) from invoice);

-- name: department_of_ward
-- kind: diamond
-- why: The stay is in the department that the ward belongs to.
-- share: 0
select count_if(a.department_id <> w.department_id), count(*) from admission a join ward w using (ward_id);

-- name: physician_of_department
-- kind: diamond
-- why: The attending physician mostly works in the department.
-- share: 0.4
select count_if(a.department_id <> p.department_id), count(*)
from admission a join physician p on p.physician_id = a.attending_physician_id;

-- name: lab_patient_of_admission
-- kind: diamond
-- why: The blood is of the patient who was admitted.
-- share: 0
select count_if(l.patient_id <> a.patient_id), count(*) from lab_result l join admission a using (admission_id);

-- name: measured_within_stay
-- kind: life
-- why: Vital signs are taken during the stay.
-- share: 0
select count_if(v.measured_at < a.admitted_at or v.measured_at > a.discharged_at), count(*)
from vital_sign v join admission a using (admission_id);

-- name: diagnosed_within_stay
-- kind: life
-- why: A diagnosis of the stay is made during the stay.
-- share: 0.02
select count_if(d.diagnosed_at::date < a.admitted_at::date or d.diagnosed_at::date > a.discharged_at::date), count(*)
from diagnosis d join admission a using (admission_id);

-- name: operated_within_stay
-- kind: life
-- why: One is operated while one is in.
-- share: 0
select count_if(s.incision_at < a.admitted_at or s.closure_at > a.discharged_at), count(*)
from surgery s join admission a using (admission_id);

-- name: prescribed_within_stay
-- kind: life
-- why: Prescriptions of a stay begin in it.
-- share: 0.02
select count_if(r.start_date < a.admitted_at::date or r.start_date > a.discharged_at::date), count(*)
from prescription r join admission a using (admission_id);

-- name: billed_after_admission
-- kind: life
-- why: The bill comes after the discharge, or at least after the admission.
-- share: 0
select count_if(i.issued_on < a.admitted_at::date), count(*) from invoice i join admission a using (admission_id);

-- name: laboratory_times
-- kind: order
-- why: Order, collect, result.
-- share: 0
select count_if(collected_at < ordered_at or resulted_at < collected_at or resulted_at < ordered_at), count(*) from lab_result;

-- name: laboratory_takes_hours
-- kind: duration
-- why: A result is there within days.
-- share: 0.05
select count_if(hours_between(ordered_at, resulted_at) > 240), count(*) from lab_result where resulted_at is not null;

-- name: no_value_without_result
-- kind: status
-- why: A value comes with the time of the result.
-- share: 0.01
select count_if((value is null) <> (resulted_at is null)), count(*) from lab_result;

-- name: laboratory_unit
-- kind: diamond
-- why: The result is in the unit of its test.
-- share: 0
select count_if(l.unit <> t.unit), count(*) from lab_result l join lab_test t using (lab_test_id);

-- name: abnormal_means_outside
-- kind: formula
-- why: Abnormal is what lies outside of the reference range.
-- share: 0
select count_if(l.is_abnormal <> (l.value < t.reference_low or l.value > t.reference_high)), count(*)
from lab_result l join lab_test t using (lab_test_id)
where l.value is not null and l.is_abnormal is not null and t.reference_low is not null and t.reference_high is not null;

-- name: reference_range
-- kind: range
-- why: The low limit is below the high one.
-- share: 0
select count_if(reference_low >= reference_high), count(*) from lab_test;

-- name: laboratory_values_near_reference
-- kind: magnitude
-- why: Most values lie within ten times the reference range.
-- share: 0.1
select count_if(l.value > 10 * t.reference_high or l.value < 0), count(*)
from lab_result l join lab_test t using (lab_test_id) where l.value is not null;

-- name: body_mass_index
-- kind: formula
-- why: The body mass index is weight by squared height.
-- share: 0
select count_if(abs(bmi - weight_kg / pow(height_cm / 100, 2)) > 0.15), count(*)
from patient where bmi is not null and height_cm is not null and weight_kg is not null;

-- name: heights
-- kind: magnitude
-- why: People measure 40 to 215 cm.
-- share: 0
select count_if(height_cm not between 40 and 215), count(*) from patient where height_cm is not null;

-- name: weights
-- kind: magnitude
-- why: People weigh 2 to 250 kg.
-- share: 0
select count_if(weight_kg not between 2 and 250), count(*) from patient where weight_kg is not null;

-- name: grown_people_weigh_as_such
-- kind: magnitude
-- why: A body mass index lies between 12 and 60.
-- share: 0.02
select count_if(weight_kg / pow(height_cm / 100, 2) not between 12 and 60), count(*)
from patient where height_cm is not null and weight_kg is not null;

-- name: blood_types
-- kind: share
-- why: AB negative is the rarest blood.
-- share: 0.06
select count_if(blood_type = 'AB-'), count(*) from patient where blood_type is not null;

-- name: temperatures
-- kind: magnitude
-- why: Body temperature is between 33 and 42.5 degrees.
-- share: 0
select count_if(temperature_c not between 33 and 42.5), count(*) from vital_sign where temperature_c is not null;

-- name: most_have_no_fever
-- kind: magnitude
-- why: At most readings there is no high fever and no cold.
-- share: 0.4
select count_if(temperature_c not between 35.8 and 38.5), count(*) from vital_sign where temperature_c is not null;

-- name: heart_rates
-- kind: magnitude
-- why: Hearts beat 30 to 220 times a minute.
-- share: 0
select count_if(heart_rate_bpm not between 30 and 220), count(*) from vital_sign where heart_rate_bpm is not null;

-- name: blood_pressure
-- kind: range
-- why: Systolic is above diastolic.
-- share: 0
select count_if(systolic_mmhg <= diastolic_mmhg), count(*) from vital_sign
where systolic_mmhg is not null and diastolic_mmhg is not null;

-- name: blood_pressure_of_the_living
-- kind: magnitude
-- why: Between 60 and 260, and between 30 and 150.
-- share: 0
select count_if(systolic_mmhg not between 60 and 260 or diastolic_mmhg not between 30 and 150), count(*)
from vital_sign where systolic_mmhg is not null and diastolic_mmhg is not null;

-- name: oxygen
-- kind: magnitude
-- why: Saturation is mostly above 85 percent.
-- share: 0.1
select count_if(spo2_percent < 85), count(*) from vital_sign where spo2_percent is not null;

-- name: breathing
-- kind: magnitude
-- why: People breathe 6 to 60 times a minute.
-- share: 0.01
select count_if(respiratory_rate not between 6 and 60), count(*) from vital_sign where respiratory_rate is not null;

-- name: icd_code
-- kind: code
-- why: A diagnosis has a code such as J18.9.
-- share: 0
select count_if(not icd10_ok(icd10_code)), count(*) from diagnosis;

-- name: code_has_one_description
-- kind: code
-- why: The same code is the same disease.
-- share: 0.02
select count_if(many > 1), count(*) from (select count(distinct description) as many from diagnosis group by icd10_code);

-- name: loinc_code
-- kind: code
-- why: LOINC codes are digits, a hyphen, a digit.
-- share: 0
select count_if(not regexp_full_match(loinc_code, '\d{1,5}-\d')), count(*) from lab_test;

-- name: atc_code
-- kind: code
-- why: ATC codes are like N02BE01.
-- share: 0
select count_if(not regexp_full_match(atc_code, '[A-Z]\d{2}[A-Z]{2}\d{2}')), count(*) from medication;

-- name: primary_is_rank_one
-- kind: formula
-- why: The primary diagnosis is the one of rank 1.
-- share: 0
select count_if(is_primary <> (rank = 1)), count(*) from diagnosis;

-- name: ranks_begin_with_one
-- kind: code
-- why: Who has a second diagnosis has a first one.
-- share: 0
select count_if(first <> 1 or last <> many), count(*)
from (select min(rank) as first, max(rank) as last, count(*) as many from diagnosis group by admission_id);

-- name: diagnosis_text
-- kind: text
-- why: A diagnosis is described in words of medicine, not in Latin filler.
-- share: 0.02
select count_if(not speaks(description)), count(*) from diagnosis;

-- name: departments
-- kind: text
-- why: Departments are called Cardiology, Surgery, Emergency.
-- share: 0.3
select count_if(not regexp_matches(lower(name),
  'cardio|surg|emerg|onco|neuro|pedi|ortho|radio|matern|intens|internal|gyn|obstet|uro|derma|psych|anest|patho|medicine|geria|nephro|pulmo|gastro|endo|ent|ophthal|rehab|trauma|icu|lab|pharma|hema')),
  count(*) from department;

-- name: specialties
-- kind: text
-- why: A specialty is a field of medicine.
-- share: 0.3
select count_if(not regexp_matches(lower(specialty),
  'cardio|surg|emerg|onco|neuro|pedi|ortho|radio|matern|intens|internal|gyn|obstet|uro|derma|psych|anest|anaest|patho|medicine|geria|nephro|pulmo|gastro|endo|ophthal|rehab|trauma|hema|allerg|immun|family|general|practi')),
  count(*) from physician;

-- name: drug_names
-- kind: text
-- why: Drugs have names that one can speak, without digits and filler.
-- share: 0.03
select count_if(not speaks(generic_name)), count(*) from medication;

-- name: procedures
-- kind: text
-- why: An operation has a name of surgery.
-- share: 0.5
select count_if(not regexp_matches(lower(procedure_name),
  'ectomy|otomy|plasty|scopy|graft|repair|replacement|bypass|transplant|cesarean|caesarean|section|fusion|biopsy|removal|surgery|fixation|excision|stent|insertion|amputation|pexy|ostomy|reconstruction|implant')),
  count(*) from surgery;

-- name: laboratory_tests
-- kind: text
-- why: Tests have names, not filler.
-- share: 0.02
select count_if(not speaks(name)), count(*) from lab_test;

-- name: operation_times
-- kind: order
-- why: Scheduled, cut, closed.
-- share: 0
select count_if(closure_at < incision_at), count(*) from surgery where closure_at is not null;

-- name: operations_take_hours
-- kind: duration
-- why: An operation takes a quarter of an hour to a day.
-- share: 0.02
select count_if(hours_between(incision_at, closure_at) not between 0.1 and 24), count(*)
from surgery where closure_at is not null and incision_at is not null;

-- name: operations_near_schedule
-- kind: duration
-- why: An operation begins on the day it is scheduled for, or the next.
-- share: 0.05
select count_if(abs(hours_between(scheduled_start, incision_at)) > 36), count(*) from surgery where incision_at is not null;

-- name: operations_succeed
-- kind: share
-- why: Most operations succeed.
-- share: 0.4
select count_if(outcome <> 'successful'), count(*) from surgery where outcome is not null;

-- name: operations_scheduled_by_day
-- kind: hours
-- why: Operations are mostly planned for working hours.
-- share: 0.3
select count_if(not at_work(scheduled_start)), count(*) from surgery;

-- name: invoice_parts
-- kind: formula
-- why: Insurance and patient pay the total.
-- share: 0
select count_if(abs(total_amount - insurance_amount - patient_amount) > 0.01), count(*) from invoice;

-- name: invoice_dates
-- kind: order
-- why: Due and paid after it was issued; due within three months.
-- share: 0
select count_if(due_on < issued_on or paid_on < issued_on or days_between(issued_on, due_on) > 92), count(*) from invoice;

-- name: paid_has_date
-- kind: status
-- why: A date of payment stands exactly at paid invoices.
-- share: 0
select count_if((status = 'paid') <> (paid_on is not null)), count(*) from invoice;

-- name: doses
-- kind: magnitude
-- why: Drugs are taken one to eight times a day.
-- share: 0.01
select count_if(times_per_day not between 1 and 8), count(*) from prescription;

-- name: physician_email
-- kind: person
-- why: Physicians' addresses are made of their names.
-- share: 0.05
select count_if(not email_of(email, first_name, last_name)), count(*) from physician;

-- name: patient_first_name
-- kind: person
-- why: First names fit the sex.
-- share: 0.03
select count_if((female_name(first_name) and sex = 'M') or (male_name(first_name) and sex = 'F')), count(*) from patient;

-- name: unknown_sex_is_rare
-- kind: share
-- why: Of few patients the sex is unknown.
-- share: 0.08
select count_if(sex = 'U'), count(*) from patient;

-- name: patient_postcode
-- kind: place
-- why: The postal code has the form of its country.
-- share: 0.01
select count_if(not postcode_of(postal_code, country_code)), count(*) from patient where postal_code is not null;

-- name: patients_from_here
-- kind: place
-- why: Most patients live in the hospital's country.
-- share: 0.3
select count_if(country_code <> (select mode(country_code) from patient)), count(*) from patient;

-- name: patients_who_return
-- kind: skew
-- why: Some patients come often, and one in a few comes more than once.
-- share: 0
select (max(many) < 3)::integer, 1 from (select count(*) as many from admission group by patient_id);

-- name: levels
-- kind: level
-- why: Few departments, more wards, many patients; several readings a stay.
-- share: 0
select ((select count(*) from department) > (select count(*) from ward))::integer
  + ((select count(*) from department) * 5 > (select count(*) from patient))::integer
  + ((select count(*) from vital_sign) < (select count(*) from admission))::integer, 3;

-- name: bed_counts
-- kind: magnitude
-- why: A ward has 4 to 80 beds.
-- share: 0.02
select count_if(bed_count not between 4 and 80), count(*) from ward;

-- name: floors
-- kind: magnitude
-- why: A hospital has a few floors.
-- share: 0
select count_if(floor not between -3 and 25), count(*) from department;
