-- Motor and home insurance: policyholders, policies, vehicles, claims, reserves, payments.
-- Dialect: PostgreSQL. Each table's columns carry its prefix.

CREATE TABLE agent (
    agt_id          serial PRIMARY KEY,
    agt_parent_id   integer REFERENCES agent, -- agency that the agent works for
    agt_name        varchar(80) NOT NULL,
    agt_license_no  varchar(12) NOT NULL UNIQUE,
    agt_email       varchar(80) NOT NULL,
    agt_commission_pct numeric(4,2) NOT NULL CHECK (agt_commission_pct BETWEEN 0 AND 100),
    agt_appointed_on date NOT NULL
);

CREATE TABLE policyholder (
    hld_id          bigserial PRIMARY KEY,
    hld_title       varchar(4) NOT NULL CHECK (hld_title IN ('Mr', 'Mrs', 'Ms', 'Dr')),
    hld_first_name  varchar(40) NOT NULL,
    hld_last_name   varchar(40) NOT NULL,
    hld_gender      varchar(6) NOT NULL CHECK (hld_gender IN ('male', 'female')),
    hld_birth_date  date NOT NULL,
    hld_marital_status varchar(10),
    hld_occupation  varchar(60),
    hld_email       varchar(100),
    hld_phone       varchar(24),
    hld_address     varchar(100) NOT NULL,
    hld_city        varchar(50) NOT NULL,
    hld_state       char(2) NOT NULL, -- of the United States
    hld_zip         varchar(10) NOT NULL,
    hld_credit_score smallint CHECK (hld_credit_score BETWEEN 300 AND 850),
    hld_license_date date, -- driving licence
    hld_created_at  timestamp NOT NULL
);

CREATE TABLE product (
    prd_id          serial PRIMARY KEY,
    prd_code        varchar(8) NOT NULL UNIQUE,
    prd_name        varchar(60) NOT NULL,
    prd_line        varchar(5) NOT NULL CHECK (prd_line IN ('motor', 'home')),
    prd_min_premium numeric(8,2) NOT NULL,
    prd_max_premium numeric(9,2) NOT NULL,
    CHECK (prd_max_premium > prd_min_premium)
);

CREATE TABLE policy (
    pol_id          bigserial PRIMARY KEY,
    pol_number      varchar(12) NOT NULL UNIQUE,
    pol_hld_id      bigint NOT NULL REFERENCES policyholder,
    pol_prd_id      integer NOT NULL REFERENCES product,
    pol_agt_id      integer NOT NULL REFERENCES agent,
    pol_previous_id bigint REFERENCES policy, -- the policy that this one renews
    pol_status      varchar(10) NOT NULL CHECK (pol_status IN ('quoted', 'in force', 'expired', 'cancelled')),
    pol_issued_on   date,
    pol_effective_from date NOT NULL,
    pol_expires_on  date NOT NULL,
    pol_cancelled_on date,
    pol_sum_insured numeric(12,2) NOT NULL,
    pol_deductible  numeric(8,2) NOT NULL DEFAULT 500,
    pol_premium_net numeric(9,2) NOT NULL,
    pol_premium_tax numeric(9,2) NOT NULL,
    pol_premium_gross numeric(9,2) NOT NULL, -- net + tax
    pol_payment_frequency varchar(9) NOT NULL CHECK (pol_payment_frequency IN ('yearly', 'quarterly', 'monthly')),
    CHECK (pol_expires_on > pol_effective_from)
);

CREATE TABLE vehicle (
    veh_id          bigserial PRIMARY KEY,
    veh_pol_id      bigint NOT NULL REFERENCES policy,
    veh_vin         char(17) NOT NULL,
    veh_plate       varchar(10) NOT NULL,
    veh_make        varchar(30) NOT NULL,
    veh_model       varchar(40) NOT NULL,
    veh_model_year  smallint NOT NULL,
    veh_body        varchar(12),
    veh_fuel        varchar(10) NOT NULL CHECK (veh_fuel IN ('petrol', 'diesel', 'electric', 'hybrid')),
    veh_engine_cc   integer, -- null for electric ones
    veh_annual_miles integer NOT NULL,
    veh_market_value numeric(10,2) NOT NULL
);

CREATE TABLE property (
    prp_id          bigserial PRIMARY KEY,
    prp_pol_id      bigint NOT NULL REFERENCES policy,
    prp_type        varchar(12) NOT NULL CHECK (prp_type IN ('house', 'apartment', 'mobile home')),
    prp_year_built  smallint NOT NULL,
    prp_living_area_sqft integer NOT NULL,
    prp_bedrooms    smallint NOT NULL,
    prp_roof_material varchar(20),
    prp_has_alarm   boolean NOT NULL DEFAULT false,
    prp_flood_zone  boolean NOT NULL DEFAULT false,
    prp_rebuild_cost numeric(12,2) NOT NULL
);

CREATE TABLE adjuster (
    adj_id          serial PRIMARY KEY,
    adj_first_name  varchar(40) NOT NULL,
    adj_last_name   varchar(40) NOT NULL,
    adj_email       varchar(80) NOT NULL UNIQUE,
    adj_authority_limit numeric(10,2) NOT NULL,
    adj_hired_on    date NOT NULL,
    adj_left_on     date
);

CREATE TABLE claim (
    clm_id          bigserial PRIMARY KEY,
    clm_number      varchar(14) NOT NULL UNIQUE,
    clm_pol_id      bigint NOT NULL REFERENCES policy,
    clm_veh_id      bigint REFERENCES vehicle, -- of the policy, motor claims only
    clm_prp_id      bigint REFERENCES property, -- of the policy, home claims only
    clm_adj_id      integer REFERENCES adjuster,
    clm_cause       varchar(12) NOT NULL CHECK (clm_cause IN ('collision', 'theft', 'fire', 'water', 'storm', 'liability', 'glass')),
    clm_loss_at     timestamp NOT NULL,
    clm_reported_at timestamp NOT NULL,
    clm_closed_at   timestamp,
    clm_status      varchar(10) NOT NULL CHECK (clm_status IN ('reported', 'in review', 'approved', 'rejected', 'paid', 'closed')),
    clm_loss_city   varchar(50),
    clm_loss_state  char(2),
    clm_description text NOT NULL,
    clm_estimated_amount numeric(12,2) NOT NULL,
    clm_approved_amount numeric(12,2),
    clm_deductible  numeric(8,2) NOT NULL, -- of the policy
    clm_paid_amount numeric(12,2) NOT NULL DEFAULT 0, -- sum of the payments
    clm_police_report_no varchar(16),
    clm_injuries    smallint NOT NULL DEFAULT 0,
    clm_fraud_score numeric(4,3) CHECK (clm_fraud_score BETWEEN 0 AND 1),
    clm_is_fraud    boolean NOT NULL DEFAULT false
);

CREATE TABLE claim_party (
    pty_id          bigserial PRIMARY KEY,
    pty_clm_id      bigint NOT NULL REFERENCES claim,
    pty_role        varchar(10) NOT NULL CHECK (pty_role IN ('insured', 'claimant', 'witness', 'lawyer')),
    pty_full_name   varchar(80) NOT NULL,
    pty_phone       varchar(24),
    pty_birth_date  date
);

CREATE TABLE reserve (
    rsv_clm_id      bigint NOT NULL REFERENCES claim,
    rsv_set_on      date NOT NULL,
    rsv_kind        varchar(10) NOT NULL CHECK (rsv_kind IN ('indemnity', 'expense')),
    rsv_amount      numeric(12,2) NOT NULL CHECK (rsv_amount >= 0),
    rsv_set_by      integer NOT NULL REFERENCES adjuster,
    PRIMARY KEY (rsv_clm_id, rsv_kind, rsv_set_on)
);

CREATE TABLE claim_payment (
    pay_id          bigserial PRIMARY KEY,
    pay_clm_id      bigint NOT NULL REFERENCES claim,
    pay_pty_id      bigint NOT NULL REFERENCES claim_party, -- a party of the claim
    pay_amount      numeric(12,2) NOT NULL CHECK (pay_amount > 0),
    pay_method      varchar(8) NOT NULL CHECK (pay_method IN ('transfer', 'check')),
    pay_check_no    varchar(10), -- checks only
    pay_approved_by integer NOT NULL REFERENCES adjuster,
    pay_issued_on   date NOT NULL,
    pay_cleared_on  date
);

CREATE TABLE premium_payment (
    prm_id          bigserial PRIMARY KEY,
    prm_pol_id      bigint NOT NULL REFERENCES policy,
    prm_due_on      date NOT NULL,
    prm_amount      numeric(9,2) NOT NULL, -- the gross premium by the frequency
    prm_paid_on     date,
    prm_is_late     boolean NOT NULL DEFAULT false -- paid after the due date
);
