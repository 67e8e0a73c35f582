-- Fleet of environmental and energy sensors: sites, gateways, devices, readings, alerts, firmware.
-- Dialect: SQLite. Times are UTC, kept as text by ISO 8601.

CREATE TABLE organizations (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    name            TEXT NOT NULL UNIQUE,
    plan            TEXT NOT NULL DEFAULT 'basic' CHECK (plan IN ('basic', 'pro', 'enterprise')),
    billing_email   TEXT NOT NULL,
    api_key         TEXT NOT NULL UNIQUE, -- 32 hexadecimal digits
    created_at      DATETIME NOT NULL
);

CREATE TABLE sites (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    name            TEXT NOT NULL,
    city            TEXT NOT NULL,
    country_code    TEXT NOT NULL CHECK (length(country_code) = 2),
    timezone        TEXT NOT NULL,
    latitude        REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude       REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    elevation_m     REAL,
    floor_area_m2   REAL
);

CREATE TABLE gateways (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id         INTEGER NOT NULL REFERENCES sites (id),
    serial_number   TEXT NOT NULL UNIQUE,
    mac_address     TEXT NOT NULL UNIQUE,
    ip_address      TEXT,
    sim_iccid       TEXT,
    firmware_version TEXT NOT NULL, -- major.minor.patch
    installed_at    DATETIME NOT NULL,
    last_seen_at    DATETIME,
    is_online       BOOLEAN NOT NULL DEFAULT 1
);

CREATE TABLE device_models (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    manufacturer    TEXT NOT NULL,
    model_name      TEXT NOT NULL,
    category        TEXT NOT NULL CHECK (category IN ('climate', 'energy', 'motion', 'water', 'air_quality')),
    battery_mah     INTEGER, -- null: powered by the mains
    ip_rating       TEXT, -- IP and two digits
    temp_min_c      REAL NOT NULL,
    temp_max_c      REAL NOT NULL,
    unit_price_usd  NUMERIC(8,2) NOT NULL,
    CHECK (temp_max_c > temp_min_c)
);

CREATE TABLE firmware_releases (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    device_model_id INTEGER NOT NULL REFERENCES device_models (id),
    version         TEXT NOT NULL, -- major.minor.patch
    released_at     DATETIME NOT NULL,
    size_bytes      INTEGER NOT NULL,
    sha256          TEXT NOT NULL,
    is_stable       BOOLEAN NOT NULL DEFAULT 1,
    release_notes   TEXT,
    UNIQUE (device_model_id, version)
);

CREATE TABLE devices (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    device_eui      TEXT NOT NULL UNIQUE, -- 16 hexadecimal digits
    name            TEXT NOT NULL,
    device_model_id INTEGER NOT NULL REFERENCES device_models (id),
    site_id         INTEGER NOT NULL REFERENCES sites (id),
    gateway_id      INTEGER REFERENCES gateways (id), -- of the same site
    firmware_release_id INTEGER REFERENCES firmware_releases (id), -- of the same model
    status          TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('provisioned', 'active', 'faulty', 'retired')),
    room            TEXT,
    reporting_interval_s INTEGER NOT NULL DEFAULT 300,
    manufactured_on DATE NOT NULL,
    installed_at    DATETIME,
    last_reading_at DATETIME,
    retired_at      DATETIME
);

CREATE TABLE metrics (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    code            TEXT NOT NULL UNIQUE,
    label           TEXT NOT NULL,
    unit            TEXT NOT NULL,
    min_value       REAL NOT NULL,
    max_value       REAL NOT NULL,
    CHECK (max_value > min_value)
);

CREATE TABLE climate_readings (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    device_id       INTEGER NOT NULL REFERENCES devices (id),
    recorded_at     DATETIME NOT NULL,
    received_at     DATETIME NOT NULL,
    temperature_c   REAL NOT NULL, -- indoors
    humidity_pct    REAL NOT NULL CHECK (humidity_pct BETWEEN 0 AND 100),
    pressure_hpa    REAL,
    co2_ppm         INTEGER,
    battery_pct     INTEGER CHECK (battery_pct BETWEEN 0 AND 100),
    battery_v       REAL,
    rssi_dbm        INTEGER,
    snr_db          REAL,
    sequence_no     INTEGER NOT NULL, -- counts up per device
    UNIQUE (device_id, recorded_at)
);

CREATE TABLE energy_readings (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    device_id       INTEGER NOT NULL REFERENCES devices (id),
    recorded_at     DATETIME NOT NULL,
    voltage_v       REAL NOT NULL,
    current_a       REAL NOT NULL,
    power_factor    REAL NOT NULL,
    power_w         REAL NOT NULL, -- voltage_v * current_a * power_factor
    frequency_hz    REAL NOT NULL,
    energy_kwh_total REAL NOT NULL -- meter reading, never falls
);

CREATE TABLE alert_rules (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    metric_id       INTEGER NOT NULL REFERENCES metrics (id),
    name            TEXT NOT NULL,
    operator        TEXT NOT NULL CHECK (operator IN ('>', '<')),
    threshold       REAL NOT NULL, -- within the metric's limits
    severity        TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
    is_enabled      BOOLEAN NOT NULL DEFAULT 1,
    created_at      DATETIME NOT NULL
);

CREATE TABLE alerts (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    alert_rule_id   INTEGER NOT NULL REFERENCES alert_rules (id),
    device_id       INTEGER NOT NULL REFERENCES devices (id),
    triggered_at    DATETIME NOT NULL,
    acknowledged_at DATETIME,
    acknowledged_by INTEGER REFERENCES users (id),
    resolved_at     DATETIME,
    value           REAL NOT NULL,
    message         TEXT,
    state           TEXT NOT NULL CHECK (state IN ('open', 'acknowledged', 'resolved'))
);

CREATE TABLE users (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    email           TEXT NOT NULL UNIQUE,
    full_name       TEXT NOT NULL,
    role            TEXT NOT NULL DEFAULT 'viewer' CHECK (role IN ('viewer', 'operator', 'admin')),
    created_at      DATETIME NOT NULL,
    last_login_at   DATETIME
);

CREATE TABLE maintenance_visits (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id         INTEGER NOT NULL REFERENCES sites (id),
    device_id       INTEGER REFERENCES devices (id), -- of the same site
    technician_name TEXT NOT NULL,
    started_at      DATETIME NOT NULL,
    finished_at     DATETIME,
    duration_min    INTEGER, -- from start to finish
    battery_replaced BOOLEAN NOT NULL DEFAULT 0,
    cost_usd        NUMERIC(8,2) NOT NULL DEFAULT 0,
    notes           TEXT
);
