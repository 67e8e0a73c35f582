-- Road and sea freight: customers, sites, fleet, drivers, shipments, legs, customs, invoices.
-- Dialect: PostgreSQL.

CREATE TABLE tbl_country (
    country_code    char(2) PRIMARY KEY,
    country_name    varchar(60) NOT NULL UNIQUE,
    currency_code   char(3) NOT NULL,
    is_eu           boolean NOT NULL DEFAULT false
);

CREATE TABLE tbl_site (
    site_id         serial PRIMARY KEY,
    site_code       varchar(5) NOT NULL UNIQUE, -- UN/LOCODE, country first: DEHAM
    site_name       varchar(60) NOT NULL,
    site_type       varchar(10) NOT NULL CHECK (site_type IN ('PORT', 'DEPOT', 'TERMINAL', 'CUSTOMER')),
    street          varchar(80),
    city            varchar(50) NOT NULL,
    postcode        varchar(10),
    country_code    char(2) NOT NULL REFERENCES tbl_country,
    latitude        numeric(8,5) NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude       numeric(8,5) NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    opens_at        time,
    closes_at       time
);

CREATE TABLE tbl_customer (
    customer_id     serial PRIMARY KEY,
    company_name    varchar(80) NOT NULL,
    vat_number      varchar(16),
    contact_person  varchar(60),
    contact_email   varchar(80),
    contact_phone   varchar(24),
    country_code    char(2) NOT NULL REFERENCES tbl_country,
    credit_limit_eur numeric(12,2) NOT NULL DEFAULT 10000,
    payment_terms_days smallint NOT NULL DEFAULT 30,
    customer_since  date NOT NULL
);

CREATE TABLE tbl_vehicle (
    vehicle_id      serial PRIMARY KEY,
    home_site_id    integer NOT NULL REFERENCES tbl_site (site_id),
    license_plate   varchar(12) NOT NULL UNIQUE,
    vin             char(17) NOT NULL UNIQUE,
    make            varchar(30) NOT NULL,
    model           varchar(30) NOT NULL,
    model_year      smallint NOT NULL,
    vehicle_class   varchar(8) NOT NULL CHECK (vehicle_class IN ('VAN', 'RIGID', 'ARTIC', 'REEFER')),
    gross_weight_kg integer NOT NULL,
    tare_weight_kg  integer NOT NULL,
    payload_kg      integer NOT NULL,
    odometer_km     integer NOT NULL DEFAULT 0,
    purchased_on    date NOT NULL,
    retired_on      date,
    next_inspection_on date,
    CHECK (tare_weight_kg < gross_weight_kg)
);
COMMENT ON COLUMN tbl_vehicle.payload_kg IS 'gross - tare';

CREATE TABLE tbl_driver (
    driver_id       serial PRIMARY KEY,
    home_site_id    integer NOT NULL REFERENCES tbl_site (site_id),
    first_name      varchar(40) NOT NULL,
    last_name       varchar(40) NOT NULL,
    birth_date      date NOT NULL,
    licence_number  varchar(16) NOT NULL UNIQUE,
    licence_class   varchar(3) NOT NULL CHECK (licence_class IN ('B', 'C1', 'C', 'CE')),
    licence_expires_on date NOT NULL,
    hired_on        date NOT NULL,
    left_on         date,
    mobile          varchar(24) NOT NULL,
    adr_certified   boolean NOT NULL DEFAULT false
);
COMMENT ON COLUMN tbl_driver.adr_certified IS 'may carry dangerous goods';

CREATE TABLE tbl_shipment (
    shipment_id     bigserial PRIMARY KEY,
    waybill_no      varchar(14) NOT NULL UNIQUE,
    customer_id     integer NOT NULL REFERENCES tbl_customer,
    origin_site_id  integer NOT NULL REFERENCES tbl_site (site_id),
    dest_site_id    integer NOT NULL REFERENCES tbl_site (site_id),
    incoterm        char(3) NOT NULL CHECK (incoterm IN ('EXW', 'FCA', 'FOB', 'CIF', 'DAP', 'DDP')),
    service_level   varchar(8) NOT NULL CHECK (service_level IN ('ECONOMY', 'STANDARD', 'EXPRESS')),
    status          varchar(10) NOT NULL CHECK (status IN ('BOOKED', 'PICKED_UP', 'IN_TRANSIT', 'DELIVERED', 'CANCELLED')),
    is_dangerous    boolean NOT NULL DEFAULT false,
    un_number       varchar(6),
    pieces          smallint NOT NULL,
    gross_weight_kg numeric(10,2) NOT NULL,
    net_weight_kg   numeric(10,2) NOT NULL,
    volume_m3       numeric(8,3) NOT NULL,
    declared_value  numeric(12,2),
    currency_code   char(3) NOT NULL DEFAULT 'EUR',
    booked_at       timestamp NOT NULL,
    pickup_planned_at timestamp NOT NULL,
    picked_up_at    timestamp,
    eta             timestamp NOT NULL,
    delivered_at    timestamp,
    signed_by       varchar(60),
    CHECK (origin_site_id <> dest_site_id),
    CHECK (net_weight_kg <= gross_weight_kg)
);
COMMENT ON COLUMN tbl_shipment.un_number IS 'dangerous goods only: UN and four digits';
COMMENT ON COLUMN tbl_shipment.pieces IS 'number of packages';

CREATE TABLE tbl_package (
    shipment_id     bigint NOT NULL REFERENCES tbl_shipment,
    package_no      smallint NOT NULL,
    package_type    varchar(10) NOT NULL CHECK (package_type IN ('PALLET', 'CARTON', 'CRATE', 'DRUM', 'CONTAINER')),
    sscc            char(18) NOT NULL UNIQUE,
    goods_description varchar(100) NOT NULL,
    hs_code         varchar(10),
    length_cm       numeric(6,1) NOT NULL,
    width_cm        numeric(6,1) NOT NULL,
    height_cm       numeric(6,1) NOT NULL,
    weight_kg       numeric(9,2) NOT NULL,
    PRIMARY KEY (shipment_id, package_no)
);
COMMENT ON COLUMN tbl_package.hs_code IS 'customs tariff, 6 to 10 digits';

CREATE TABLE tbl_trip (
    trip_id         bigserial PRIMARY KEY,
    vehicle_id      integer NOT NULL REFERENCES tbl_vehicle,
    driver_id       integer NOT NULL REFERENCES tbl_driver,
    co_driver_id    integer REFERENCES tbl_driver (driver_id),
    start_site_id   integer NOT NULL REFERENCES tbl_site (site_id),
    end_site_id     integer NOT NULL REFERENCES tbl_site (site_id),
    departed_at     timestamp NOT NULL,
    arrived_at      timestamp,
    distance_km     numeric(7,1),
    odometer_start_km integer NOT NULL,
    odometer_end_km integer,
    fuel_l          numeric(7,1),
    toll_eur        numeric(8,2) NOT NULL DEFAULT 0,
    CHECK (co_driver_id <> driver_id)
);
COMMENT ON COLUMN tbl_trip.distance_km IS 'odometer_end_km - odometer_start_km';

CREATE TABLE tbl_shipment_leg (
    shipment_id     bigint NOT NULL REFERENCES tbl_shipment,
    leg_no          smallint NOT NULL,
    trip_id         bigint NOT NULL REFERENCES tbl_trip,
    from_site_id    integer NOT NULL REFERENCES tbl_site (site_id),
    to_site_id      integer NOT NULL REFERENCES tbl_site (site_id),
    loaded_at       timestamp,
    unloaded_at     timestamp,
    PRIMARY KEY (shipment_id, leg_no),
    CHECK (from_site_id <> to_site_id)
);

CREATE TABLE tbl_tracking_event (
    event_id        bigserial PRIMARY KEY,
    shipment_id     bigint NOT NULL REFERENCES tbl_shipment,
    event_code      varchar(12) NOT NULL CHECK (event_code IN ('BOOKED', 'PICKUP', 'ARRIVED', 'DEPARTED', 'CUSTOMS', 'DELIVERED', 'EXCEPTION')),
    occurred_at     timestamp NOT NULL,
    recorded_at     timestamp NOT NULL,
    site_id         integer REFERENCES tbl_site (site_id),
    remark          varchar(140)
);

CREATE TABLE tbl_invoice (
    invoice_id      bigserial PRIMARY KEY,
    invoice_no      varchar(12) NOT NULL UNIQUE,
    customer_id     integer NOT NULL REFERENCES tbl_customer,
    shipment_id     bigint NOT NULL REFERENCES tbl_shipment,
    issued_on       date NOT NULL,
    due_on          date NOT NULL,
    paid_on         date,
    freight_eur     numeric(10,2) NOT NULL,
    fuel_surcharge_eur numeric(10,2) NOT NULL DEFAULT 0,
    net_eur         numeric(10,2) NOT NULL,
    vat_pct         numeric(4,1) NOT NULL,
    vat_eur         numeric(10,2) NOT NULL,
    gross_eur       numeric(10,2) NOT NULL
);
COMMENT ON COLUMN tbl_invoice.net_eur IS 'freight + fuel surcharge';
COMMENT ON COLUMN tbl_invoice.due_on IS 'issued_on + payment terms of the customer';
