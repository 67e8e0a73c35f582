-- Hospital information system: patients, stays, diagnoses, laboratory, medication, billing.
-- Dialect: PostgreSQL.

CREATE TABLE department (
    department_id   serial PRIMARY KEY,
    code            varchar(6) NOT NULL UNIQUE,
    name            varchar(60) NOT NULL UNIQUE,
    floor           smallint NOT NULL,
    phone_extension varchar(5),
    cost_center     varchar(10) NOT NULL
);

CREATE TABLE ward (
    ward_id         serial PRIMARY KEY,
    department_id   integer NOT NULL REFERENCES department (department_id),
    name            varchar(40) NOT NULL,
    bed_count       smallint NOT NULL CHECK (bed_count > 0),
    is_intensive_care boolean NOT NULL DEFAULT false
);

CREATE TABLE physician (
    physician_id    serial PRIMARY KEY,
    department_id   integer NOT NULL REFERENCES department (department_id),
    license_number  varchar(12) NOT NULL UNIQUE,
    title           varchar(10) DEFAULT 'Dr.',
    first_name      varchar(40) NOT NULL,
    last_name       varchar(40) NOT NULL,
    specialty       varchar(50) NOT NULL,
    email           varchar(100) NOT NULL UNIQUE,
    date_of_birth   date NOT NULL,
    employed_since  date NOT NULL,
    employed_until  date
);

CREATE TABLE patient (
    patient_id      bigserial PRIMARY KEY,
    mrn             varchar(10) NOT NULL UNIQUE, -- medical record number
    first_name      varchar(40) NOT NULL,
    last_name       varchar(40) NOT NULL,
    sex             char(1) NOT NULL CHECK (sex IN ('M', 'F', 'U')),
    date_of_birth   date NOT NULL,
    date_of_death   date,
    blood_type      varchar(3) CHECK (blood_type IN ('A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-')),
    height_cm       numeric(4,1),
    weight_kg       numeric(4,1),
    bmi             numeric(4,1),
    phone           varchar(24),
    street          varchar(80),
    city            varchar(50),
    postal_code     varchar(10),
    country_code    char(2) NOT NULL DEFAULT 'US',
    emergency_contact_name  varchar(80),
    emergency_contact_phone varchar(24),
    registered_at   timestamp NOT NULL DEFAULT now(),
    CHECK (date_of_death IS NULL OR date_of_death >= date_of_birth)
);
COMMENT ON COLUMN patient.bmi IS 'weight in kg / (height in m)²';

CREATE TABLE admission (
    admission_id    bigserial PRIMARY KEY,
    patient_id      bigint NOT NULL REFERENCES patient (patient_id),
    ward_id         integer NOT NULL REFERENCES ward (ward_id),
    department_id   integer NOT NULL REFERENCES department (department_id), -- of the ward
    attending_physician_id integer NOT NULL REFERENCES physician (physician_id),
    admission_type  varchar(10) NOT NULL CHECK (admission_type IN ('emergency', 'elective', 'maternity', 'transfer')),
    admitted_at     timestamp NOT NULL,
    discharged_at   timestamp,
    expected_discharge_date date,
    discharge_disposition varchar(20) CHECK (discharge_disposition IN ('home', 'rehabilitation', 'nursing home', 'other hospital', 'deceased')),
    length_of_stay_days smallint,
    bed_label       varchar(8),
    status          varchar(12) NOT NULL CHECK (status IN ('planned', 'admitted', 'discharged', 'cancelled'))
);
COMMENT ON COLUMN admission.length_of_stay_days IS 'nights from admission to discharge; null while the patient is in';

CREATE TABLE diagnosis (
    diagnosis_id    bigserial PRIMARY KEY,
    admission_id    bigint NOT NULL REFERENCES admission (admission_id),
    icd10_code      varchar(8) NOT NULL,
    description     varchar(200) NOT NULL,
    rank            smallint NOT NULL CHECK (rank BETWEEN 1 AND 20),
    is_primary      boolean NOT NULL,
    diagnosed_at    timestamp NOT NULL,
    diagnosed_by    integer NOT NULL REFERENCES physician (physician_id),
    UNIQUE (admission_id, rank)
);
COMMENT ON COLUMN diagnosis.is_primary IS 'the one of rank 1';

CREATE TABLE vital_sign (
    vital_sign_id   bigserial PRIMARY KEY,
    admission_id    bigint NOT NULL REFERENCES admission (admission_id),
    measured_at     timestamp NOT NULL,
    temperature_c   numeric(3,1),
    heart_rate_bpm  smallint,
    systolic_mmhg   smallint,
    diastolic_mmhg  smallint,
    respiratory_rate smallint,
    spo2_percent    numeric(4,1) CHECK (spo2_percent <= 100),
    pain_score      smallint CHECK (pain_score BETWEEN 0 AND 10)
);

CREATE TABLE lab_test (
    lab_test_id     serial PRIMARY KEY,
    loinc_code      varchar(7) NOT NULL UNIQUE,
    name            varchar(80) NOT NULL,
    unit            varchar(12) NOT NULL,
    reference_low   numeric(8,2),
    reference_high  numeric(8,2),
    price           numeric(8,2) NOT NULL
);

CREATE TABLE lab_result (
    lab_result_id   bigserial PRIMARY KEY,
    admission_id    bigint NOT NULL REFERENCES admission (admission_id),
    patient_id      bigint NOT NULL REFERENCES patient (patient_id),
    lab_test_id     integer NOT NULL REFERENCES lab_test (lab_test_id),
    ordered_by      integer NOT NULL REFERENCES physician (physician_id),
    ordered_at      timestamp NOT NULL,
    collected_at    timestamp,
    resulted_at     timestamp,
    value           numeric(8,2),
    unit            varchar(12) NOT NULL,
    is_abnormal     boolean
);
COMMENT ON COLUMN lab_result.unit IS 'unit of the test';
COMMENT ON COLUMN lab_result.is_abnormal IS 'outside of the test''s reference range';

CREATE TABLE medication (
    medication_id   serial PRIMARY KEY,
    atc_code        varchar(7) NOT NULL,
    generic_name    varchar(60) NOT NULL,
    brand_name      varchar(60),
    form            varchar(20) NOT NULL CHECK (form IN ('tablet', 'capsule', 'injection', 'infusion', 'syrup', 'ointment')),
    strength_mg     numeric(7,2),
    unit_price      numeric(8,2) NOT NULL
);

CREATE TABLE prescription (
    prescription_id bigserial PRIMARY KEY,
    admission_id    bigint NOT NULL REFERENCES admission (admission_id),
    medication_id   integer NOT NULL REFERENCES medication (medication_id),
    prescribed_by   integer NOT NULL REFERENCES physician (physician_id),
    start_date      date NOT NULL,
    end_date        date,
    dose_mg         numeric(7,2) NOT NULL,
    times_per_day   smallint NOT NULL DEFAULT 1,
    route           varchar(12) NOT NULL CHECK (route IN ('oral', 'intravenous', 'subcutaneous', 'topical')),
    instructions    text,
    CHECK (end_date >= start_date)
);

CREATE TABLE surgery (
    surgery_id      bigserial PRIMARY KEY,
    admission_id    bigint NOT NULL REFERENCES admission (admission_id),
    surgeon_id      integer NOT NULL REFERENCES physician (physician_id),
    anesthetist_id  integer NOT NULL REFERENCES physician (physician_id),
    operating_room  varchar(6) NOT NULL,
    procedure_name  varchar(100) NOT NULL,
    scheduled_start timestamp NOT NULL,
    incision_at     timestamp,
    closure_at      timestamp,
    blood_loss_ml   integer,
    outcome         varchar(12) CHECK (outcome IN ('successful', 'complicated', 'aborted')),
    CHECK (surgeon_id <> anesthetist_id)
);

CREATE TABLE invoice (
    invoice_id      bigserial PRIMARY KEY,
    invoice_number  varchar(14) NOT NULL UNIQUE,
    admission_id    bigint NOT NULL REFERENCES admission (admission_id),
    issued_on       date NOT NULL,
    due_on          date NOT NULL,
    paid_on         date,
    total_amount    numeric(10,2) NOT NULL,
    insurance_amount numeric(10,2) NOT NULL,
    patient_amount  numeric(10,2) NOT NULL,
    status          varchar(8) NOT NULL CHECK (status IN ('open', 'paid', 'overdue', 'void'))
);
COMMENT ON COLUMN invoice.total_amount IS 'insurance_amount + patient_amount';
