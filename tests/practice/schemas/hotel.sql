-- Chaîne d'hôtels : établissements, chambres, clients, réservations, séjours, factures, avis.
-- Dialect: MySQL 8.

CREATE TABLE hotels (
    id_hotel        INT NOT NULL AUTO_INCREMENT,
    nom             VARCHAR(60) NOT NULL,
    etoiles         TINYINT NOT NULL,
    adresse         VARCHAR(100) NOT NULL,
    code_postal     VARCHAR(10) NOT NULL,
    ville           VARCHAR(50) NOT NULL,
    code_pays       CHAR(2) NOT NULL DEFAULT 'FR',
    telephone       VARCHAR(20) NOT NULL,
    courriel        VARCHAR(80) NOT NULL,
    date_ouverture  DATE NOT NULL,
    nb_etages       TINYINT NOT NULL,
    devise          CHAR(3) NOT NULL DEFAULT 'EUR',
    heure_arrivee   TIME NOT NULL DEFAULT '15:00:00',
    heure_depart    TIME NOT NULL DEFAULT '11:00:00',
    PRIMARY KEY (id_hotel),
    CONSTRAINT ck_etoiles CHECK (etoiles BETWEEN 1 AND 5)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE types_chambre (
    id_type         INT NOT NULL AUTO_INCREMENT,
    code            VARCHAR(4) NOT NULL UNIQUE,
    libelle         VARCHAR(50) NOT NULL,
    capacite        TINYINT NOT NULL COMMENT 'personnes',
    superficie_m2   DECIMAL(5,1) NOT NULL,
    nb_lits         TINYINT NOT NULL,
    tarif_base      DECIMAL(8,2) NOT NULL COMMENT 'par nuit, TTC',
    PRIMARY KEY (id_type)
) ENGINE=InnoDB;

CREATE TABLE chambres (
    id_chambre      INT NOT NULL AUTO_INCREMENT,
    id_hotel        INT NOT NULL,
    id_type         INT NOT NULL,
    numero          VARCHAR(5) NOT NULL COMMENT 'commence par l''étage',
    etage           TINYINT NOT NULL,
    fumeur          TINYINT(1) NOT NULL DEFAULT 0,
    vue_mer         TINYINT(1) NOT NULL DEFAULT 0,
    accessible_pmr  TINYINT(1) NOT NULL DEFAULT 0 COMMENT 'personnes à mobilité réduite',
    hors_service    TINYINT(1) NOT NULL DEFAULT 0,
    PRIMARY KEY (id_chambre),
    UNIQUE KEY uq_chambre (id_hotel, numero),
    FOREIGN KEY (id_hotel) REFERENCES hotels (id_hotel),
    FOREIGN KEY (id_type) REFERENCES types_chambre (id_type)
) ENGINE=InnoDB;

CREATE TABLE clients (
    id_client       INT NOT NULL AUTO_INCREMENT,
    civilite        ENUM('M.', 'Mme') NOT NULL,
    prenom          VARCHAR(40) NOT NULL,
    nom             VARCHAR(40) NOT NULL,
    date_naissance  DATE DEFAULT NULL,
    nationalite     CHAR(2) NOT NULL,
    courriel        VARCHAR(100) DEFAULT NULL,
    telephone       VARCHAR(20) DEFAULT NULL,
    num_piece_identite VARCHAR(20) DEFAULT NULL,
    langue          CHAR(2) NOT NULL DEFAULT 'fr',
    niveau_fidelite ENUM('aucun', 'argent', 'or', 'platine') NOT NULL DEFAULT 'aucun',
    points_fidelite INT NOT NULL DEFAULT 0,
    date_creation   DATETIME NOT NULL,
    PRIMARY KEY (id_client)
) ENGINE=InnoDB;

CREATE TABLE canaux (
    id_canal        INT NOT NULL AUTO_INCREMENT,
    nom             VARCHAR(40) NOT NULL UNIQUE,
    taux_commission DECIMAL(4,2) NOT NULL DEFAULT 0 COMMENT 'pour cent',
    PRIMARY KEY (id_canal)
) ENGINE=InnoDB COMMENT='canaux de réservation';

CREATE TABLE reservations (
    id_reservation  INT NOT NULL AUTO_INCREMENT,
    reference       CHAR(8) NOT NULL UNIQUE,
    id_hotel        INT NOT NULL,
    id_client       INT NOT NULL,
    id_chambre      INT DEFAULT NULL COMMENT 'de l''hôtel et du type réservés',
    id_type         INT NOT NULL,
    id_canal        INT NOT NULL,
    date_reservation DATETIME NOT NULL,
    date_arrivee    DATE NOT NULL,
    date_depart     DATE NOT NULL,
    nb_nuits        SMALLINT NOT NULL COMMENT 'de l''arrivée au départ',
    nb_adultes      TINYINT NOT NULL DEFAULT 2,
    nb_enfants      TINYINT NOT NULL DEFAULT 0,
    prix_nuit       DECIMAL(8,2) NOT NULL,
    montant_total   DECIMAL(9,2) NOT NULL COMMENT 'nb_nuits × prix_nuit',
    acompte         DECIMAL(9,2) NOT NULL DEFAULT 0,
    statut          ENUM('confirmée', 'annulée', 'en cours', 'terminée', 'no-show') NOT NULL,
    date_annulation DATETIME DEFAULT NULL,
    demande_speciale VARCHAR(200) DEFAULT NULL,
    PRIMARY KEY (id_reservation),
    FOREIGN KEY (id_hotel) REFERENCES hotels (id_hotel),
    FOREIGN KEY (id_client) REFERENCES clients (id_client),
    FOREIGN KEY (id_chambre) REFERENCES chambres (id_chambre),
    FOREIGN KEY (id_type) REFERENCES types_chambre (id_type),
    FOREIGN KEY (id_canal) REFERENCES canaux (id_canal),
    CONSTRAINT ck_dates CHECK (date_depart > date_arrivee)
) ENGINE=InnoDB;

CREATE TABLE sejours (
    id_sejour       INT NOT NULL AUTO_INCREMENT,
    id_reservation  INT NOT NULL UNIQUE,
    id_chambre      INT NOT NULL COMMENT 'celle de la réservation',
    heure_checkin   DATETIME NOT NULL,
    heure_checkout  DATETIME DEFAULT NULL,
    nb_cles         TINYINT NOT NULL DEFAULT 2,
    immatriculation VARCHAR(12) DEFAULT NULL COMMENT 'voiture au parking',
    PRIMARY KEY (id_sejour),
    FOREIGN KEY (id_reservation) REFERENCES reservations (id_reservation),
    FOREIGN KEY (id_chambre) REFERENCES chambres (id_chambre)
) ENGINE=InnoDB;

CREATE TABLE prestations (
    id_prestation   INT NOT NULL AUTO_INCREMENT,
    libelle         VARCHAR(60) NOT NULL UNIQUE,
    categorie       ENUM('restaurant', 'bar', 'spa', 'parking', 'blanchisserie', 'minibar') NOT NULL,
    prix_unitaire   DECIMAL(7,2) NOT NULL,
    taux_tva        DECIMAL(4,2) NOT NULL,
    PRIMARY KEY (id_prestation)
) ENGINE=InnoDB;

CREATE TABLE consommations (
    id_consommation INT NOT NULL AUTO_INCREMENT,
    id_sejour       INT NOT NULL,
    id_prestation   INT NOT NULL,
    date_heure      DATETIME NOT NULL,
    quantite        SMALLINT NOT NULL DEFAULT 1,
    prix_unitaire   DECIMAL(7,2) NOT NULL COMMENT 'de la prestation',
    montant         DECIMAL(8,2) NOT NULL COMMENT 'quantite × prix_unitaire',
    PRIMARY KEY (id_consommation),
    FOREIGN KEY (id_sejour) REFERENCES sejours (id_sejour),
    FOREIGN KEY (id_prestation) REFERENCES prestations (id_prestation)
) ENGINE=InnoDB;

CREATE TABLE factures (
    id_facture      INT NOT NULL AUTO_INCREMENT,
    numero          VARCHAR(12) NOT NULL UNIQUE,
    id_sejour       INT NOT NULL,
    date_facture    DATE NOT NULL,
    montant_ht      DECIMAL(9,2) NOT NULL COMMENT 'hors taxe',
    montant_tva     DECIMAL(9,2) NOT NULL,
    taxe_sejour     DECIMAL(7,2) NOT NULL DEFAULT 0,
    montant_ttc     DECIMAL(9,2) NOT NULL COMMENT 'ht + tva + taxe de séjour',
    mode_paiement   ENUM('carte', 'espèces', 'virement', 'chèque') DEFAULT NULL,
    date_paiement   DATE DEFAULT NULL,
    PRIMARY KEY (id_facture),
    FOREIGN KEY (id_sejour) REFERENCES sejours (id_sejour)
) ENGINE=InnoDB;

CREATE TABLE employes (
    id_employe      INT NOT NULL AUTO_INCREMENT,
    id_hotel        INT NOT NULL,
    id_responsable  INT DEFAULT NULL,
    prenom          VARCHAR(40) NOT NULL,
    nom             VARCHAR(40) NOT NULL,
    poste           VARCHAR(40) NOT NULL,
    date_embauche   DATE NOT NULL,
    date_depart     DATE DEFAULT NULL,
    salaire_mensuel DECIMAL(8,2) NOT NULL,
    PRIMARY KEY (id_employe),
    FOREIGN KEY (id_hotel) REFERENCES hotels (id_hotel),
    FOREIGN KEY (id_responsable) REFERENCES employes (id_employe)
) ENGINE=InnoDB;

CREATE TABLE menages (
    id_menage       INT NOT NULL AUTO_INCREMENT,
    id_chambre      INT NOT NULL,
    id_employe      INT NOT NULL COMMENT 'du même hôtel',
    debut           DATETIME NOT NULL,
    fin             DATETIME DEFAULT NULL,
    controle        TINYINT(1) NOT NULL DEFAULT 0,
    PRIMARY KEY (id_menage),
    FOREIGN KEY (id_chambre) REFERENCES chambres (id_chambre),
    FOREIGN KEY (id_employe) REFERENCES employes (id_employe)
) ENGINE=InnoDB COMMENT='nettoyage des chambres';

CREATE TABLE avis (
    id_avis         INT NOT NULL AUTO_INCREMENT,
    id_sejour       INT NOT NULL UNIQUE,
    note_globale    DECIMAL(2,1) NOT NULL COMMENT 'de 1 à 5',
    note_proprete   TINYINT NOT NULL,
    note_accueil    TINYINT NOT NULL,
    titre           VARCHAR(80) DEFAULT NULL,
    commentaire     TEXT,
    date_avis       DATETIME NOT NULL,
    PRIMARY KEY (id_avis),
    FOREIGN KEY (id_sejour) REFERENCES sejours (id_sejour),
    CONSTRAINT ck_notes CHECK (note_globale BETWEEN 1 AND 5 AND note_proprete BETWEEN 1 AND 5 AND note_accueil BETWEEN 1 AND 5)
) ENGINE=InnoDB;
