-- Fachverfahren einer Stadtverwaltung: Einwohner, Grundstücke, Gewerbe, Genehmigungen, Steuern, Hunde.
-- Dialect: PostgreSQL.

CREATE TABLE stadtteil (
    stadtteil_nr    smallint PRIMARY KEY,
    bezeichnung     varchar(40) NOT NULL UNIQUE,
    flaeche_km2     numeric(6,2) NOT NULL,
    einwohnerzahl   integer NOT NULL
);

CREATE TABLE strasse (
    strasse_id      serial PRIMARY KEY,
    stadtteil_nr    smallint NOT NULL REFERENCES stadtteil,
    name            varchar(60) NOT NULL,
    plz             char(5) NOT NULL
);

CREATE TABLE adresse (
    adresse_id      serial PRIMARY KEY,
    strasse_id      integer NOT NULL REFERENCES strasse,
    hausnummer      varchar(6) NOT NULL,
    zusatz          varchar(20),
    breitengrad     numeric(8,6),
    laengengrad     numeric(8,6)
);

CREATE TABLE einwohner (
    einwohner_id    bigserial PRIMARY KEY,
    anrede          varchar(4) NOT NULL CHECK (anrede IN ('Herr', 'Frau')),
    titel           varchar(10),
    vorname         varchar(40) NOT NULL,
    nachname        varchar(40) NOT NULL,
    geburtsname     varchar(40),
    geschlecht      char(1) NOT NULL CHECK (geschlecht IN ('m', 'w', 'd')),
    geburtsdatum    date NOT NULL,
    geburtsort      varchar(50),
    sterbedatum     date,
    staatsangehoerigkeit char(2) NOT NULL DEFAULT 'DE',
    familienstand   varchar(12) NOT NULL CHECK (familienstand IN ('ledig', 'verheiratet', 'geschieden', 'verwitwet')),
    steuer_id       char(11) UNIQUE,
    konfession      varchar(3),
    adresse_id      integer NOT NULL REFERENCES adresse,
    einzugsdatum    date NOT NULL,
    auszugsdatum    date,
    email           varchar(80),
    telefon         varchar(20)
);
COMMENT ON COLUMN einwohner.geburtsname IS 'nur wenn abweichend vom Nachnamen';

CREATE TABLE ausweis (
    ausweis_nr      char(9) PRIMARY KEY,
    einwohner_id    bigint NOT NULL REFERENCES einwohner,
    art             varchar(16) NOT NULL CHECK (art IN ('Personalausweis', 'Reisepass')),
    ausgestellt_am  date NOT NULL,
    gueltig_bis     date NOT NULL,
    verloren        boolean NOT NULL DEFAULT false,
    CHECK (gueltig_bis > ausgestellt_am)
);

CREATE TABLE amt (
    amt_nr          smallint PRIMARY KEY,
    bezeichnung     varchar(60) NOT NULL UNIQUE,
    kuerzel         varchar(6) NOT NULL UNIQUE,
    uebergeordnetes_amt_nr smallint REFERENCES amt
);

CREATE TABLE sachbearbeiter (
    personal_nr     integer PRIMARY KEY,
    amt_nr          smallint NOT NULL REFERENCES amt,
    vorname         varchar(40) NOT NULL,
    nachname        varchar(40) NOT NULL,
    dienst_email    varchar(80) NOT NULL UNIQUE,
    besoldungsgruppe varchar(4) NOT NULL, -- A7 bis A15
    dienstbeginn    date NOT NULL,
    dienstende      date
);

CREATE TABLE flurstueck (
    flurstueck_id   serial PRIMARY KEY,
    flurstueck_nr   varchar(12) NOT NULL,
    gemarkung       varchar(40) NOT NULL,
    adresse_id      integer REFERENCES adresse,
    eigentuemer_id  bigint REFERENCES einwohner (einwohner_id),
    flaeche_m2      numeric(10,2) NOT NULL,
    nutzungsart     varchar(14) NOT NULL CHECK (nutzungsart IN ('Wohnen', 'Gewerbe', 'Landwirtschaft', 'Wald', 'Verkehr')),
    bodenrichtwert_eur_m2 numeric(8,2) NOT NULL,
    einheitswert_eur numeric(12,2) NOT NULL,
    UNIQUE (gemarkung, flurstueck_nr)
);

CREATE TABLE bauantrag (
    bauantrag_id    serial PRIMARY KEY,
    aktenzeichen    varchar(16) NOT NULL UNIQUE,
    flurstueck_id   integer NOT NULL REFERENCES flurstueck,
    antragsteller_id bigint NOT NULL REFERENCES einwohner (einwohner_id),
    bearbeiter_nr   integer NOT NULL REFERENCES sachbearbeiter (personal_nr),
    vorhaben        varchar(120) NOT NULL,
    eingang_am      date NOT NULL,
    vollstaendig_am date,
    entschieden_am  date,
    status          varchar(14) NOT NULL CHECK (status IN ('eingegangen', 'in Prüfung', 'genehmigt', 'abgelehnt', 'zurückgezogen')),
    baukosten_eur   numeric(12,2) NOT NULL,
    gebuehr_eur     numeric(9,2),
    geschosse       smallint,
    wohneinheiten   smallint NOT NULL DEFAULT 1,
    baubeginn_am    date,
    fertig_am       date
);

CREATE TABLE gewerbe (
    gewerbe_id      serial PRIMARY KEY,
    firma           varchar(80) NOT NULL,
    rechtsform      varchar(10) NOT NULL CHECK (rechtsform IN ('GmbH', 'AG', 'UG', 'KG', 'OHG', 'e.K.', 'GbR')),
    inhaber_id      bigint NOT NULL REFERENCES einwohner (einwohner_id),
    adresse_id      integer NOT NULL REFERENCES adresse,
    branche         varchar(60) NOT NULL,
    angemeldet_am   date NOT NULL,
    abgemeldet_am   date,
    beschaeftigte   integer NOT NULL DEFAULT 0,
    ust_id          char(11)
);

CREATE TABLE steuerbescheid (
    bescheid_id     bigserial PRIMARY KEY,
    kassenzeichen   varchar(12) NOT NULL UNIQUE,
    einwohner_id    bigint NOT NULL REFERENCES einwohner,
    flurstueck_id   integer REFERENCES flurstueck, -- bei Grundsteuer, Eigentum des Pflichtigen
    gewerbe_id      integer REFERENCES gewerbe, -- bei Gewerbesteuer, Betrieb des Pflichtigen
    steuerart       varchar(14) NOT NULL CHECK (steuerart IN ('Grundsteuer', 'Gewerbesteuer', 'Hundesteuer')),
    veranlagungsjahr smallint NOT NULL,
    messbetrag_eur  numeric(10,2) NOT NULL,
    hebesatz_prozent smallint NOT NULL,
    betrag_eur      numeric(10,2) NOT NULL, -- Messbetrag × Hebesatz / 100
    festgesetzt_am  date NOT NULL,
    faellig_am      date NOT NULL,
    bezahlt_am      date,
    mahnstufe       smallint NOT NULL DEFAULT 0 CHECK (mahnstufe BETWEEN 0 AND 3)
);

CREATE TABLE hund (
    hund_id         serial PRIMARY KEY,
    halter_id       bigint NOT NULL REFERENCES einwohner (einwohner_id),
    steuermarke     varchar(8) NOT NULL UNIQUE,
    rufname         varchar(30) NOT NULL,
    rasse           varchar(40) NOT NULL,
    geboren_am      date,
    angemeldet_am   date NOT NULL,
    abgemeldet_am   date,
    listenhund      boolean NOT NULL DEFAULT false,
    chip_nr         char(15)
);

CREATE TABLE termin (
    termin_id       bigserial PRIMARY KEY,
    einwohner_id    bigint NOT NULL REFERENCES einwohner,
    amt_nr          smallint NOT NULL REFERENCES amt,
    bearbeiter_nr   integer NOT NULL REFERENCES sachbearbeiter (personal_nr), -- des Amtes
    anliegen        varchar(80) NOT NULL,
    gebucht_am      timestamp NOT NULL,
    beginn          timestamp NOT NULL,
    ende            timestamp NOT NULL,
    erschienen      boolean,
    CHECK (ende > beginn)
);
