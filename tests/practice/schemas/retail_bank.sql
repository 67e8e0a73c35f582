-- Core banking of a retail bank: branches, customers, accounts, cards, loans.
-- Dialect: PostgreSQL. Amounts are in the currency that stands beside them.

CREATE TABLE brn (
    brn_id      serial PRIMARY KEY,
    brn_cd      char(4) NOT NULL UNIQUE,
    brn_nm      varchar(60) NOT NULL,
    st_addr     varchar(80) NOT NULL,
    city        varchar(40) NOT NULL,
    post_cd     varchar(10) NOT NULL,
    ctry_cd     char(2) NOT NULL DEFAULT 'DE',
    tel_no      varchar(20),
    opn_dt      date NOT NULL,
    cls_dt      date,
    CHECK (cls_dt IS NULL OR cls_dt > opn_dt)
);

CREATE TABLE emp (
    emp_id      serial PRIMARY KEY,
    brn_id      integer NOT NULL REFERENCES brn,
    mgr_emp_id  integer REFERENCES emp,
    frst_nm     varchar(40) NOT NULL,
    last_nm     varchar(40) NOT NULL,
    email_addr  varchar(80) NOT NULL UNIQUE,
    job_ttl     varchar(50) NOT NULL,
    hire_dt     date NOT NULL,
    term_dt     date
);

CREATE TABLE cust (
    cust_id     bigserial PRIMARY KEY,
    cust_no     varchar(10) NOT NULL UNIQUE,
    brn_id      integer NOT NULL REFERENCES brn,
    salut       varchar(4) NOT NULL CHECK (salut IN ('Mr', 'Mrs', 'Ms')),
    frst_nm     varchar(40) NOT NULL,
    last_nm     varchar(40) NOT NULL,
    gndr_cd     char(1) NOT NULL CHECK (gndr_cd IN ('M', 'F')),
    birth_dt    date NOT NULL,
    natl_ctry_cd char(2) NOT NULL,
    email_addr  varchar(80),
    mob_no      varchar(20),
    st_addr     varchar(80) NOT NULL,
    city        varchar(40) NOT NULL,
    post_cd     varchar(10) NOT NULL,
    ctry_cd     char(2) NOT NULL,
    ann_incm_amt numeric(12,2),
    crd_score   smallint CHECK (crd_score BETWEEN 300 AND 850),
    kyc_stat    varchar(8) NOT NULL DEFAULT 'PASSED' CHECK (kyc_stat IN ('PASSED', 'PENDING', 'FAILED')),
    pep_flg     boolean NOT NULL DEFAULT false,
    cust_since_dt date NOT NULL,
    dcsd_dt     date
);
COMMENT ON COLUMN cust.pep_flg IS 'politically exposed person';
COMMENT ON COLUMN cust.dcsd_dt IS 'date of death';

CREATE TABLE prod (
    prod_cd     varchar(6) PRIMARY KEY,
    prod_nm     varchar(60) NOT NULL,
    prod_typ    varchar(10) NOT NULL CHECK (prod_typ IN ('CURRENT', 'SAVINGS', 'DEPOSIT')),
    int_rate_pct numeric(5,3) NOT NULL DEFAULT 0,
    mth_fee_amt numeric(6,2) NOT NULL DEFAULT 0,
    min_bal_amt numeric(12,2) NOT NULL DEFAULT 0,
    sale_from_dt date NOT NULL,
    sale_to_dt  date
);

CREATE TABLE acct (
    acct_id     bigserial PRIMARY KEY,
    iban        varchar(34) NOT NULL UNIQUE,
    bic         varchar(11) NOT NULL,
    cust_id     bigint NOT NULL REFERENCES cust,
    brn_id      integer NOT NULL REFERENCES brn,
    prod_cd     varchar(6) NOT NULL REFERENCES prod,
    ccy_cd      char(3) NOT NULL DEFAULT 'EUR',
    cur_bal_amt numeric(14,2) NOT NULL,
    avl_bal_amt numeric(14,2) NOT NULL,
    ovdrft_lim_amt numeric(10,2) NOT NULL DEFAULT 0,
    acct_stat   varchar(8) NOT NULL DEFAULT 'ACTIVE' CHECK (acct_stat IN ('ACTIVE', 'DORMANT', 'BLOCKED', 'CLOSED')),
    opn_dt      date NOT NULL,
    cls_dt      date,
    CHECK ((acct_stat = 'CLOSED') = (cls_dt IS NOT NULL))
);
COMMENT ON COLUMN acct.avl_bal_amt IS 'current balance + overdraft limit';
COMMENT ON COLUMN acct.brn_id IS 'branch of the customer';

CREATE TABLE acct_hldr (
    acct_id     bigint NOT NULL REFERENCES acct,
    cust_id     bigint NOT NULL REFERENCES cust,
    hldr_role   varchar(10) NOT NULL DEFAULT 'OWNER' CHECK (hldr_role IN ('OWNER', 'JOINT', 'ATTORNEY')),
    vld_from_dt date NOT NULL,
    vld_to_dt   date,
    PRIMARY KEY (acct_id, cust_id)
);

CREATE TABLE card (
    card_id     bigserial PRIMARY KEY,
    acct_id     bigint NOT NULL REFERENCES acct,
    cust_id     bigint NOT NULL REFERENCES cust,
    pan         varchar(19) NOT NULL UNIQUE,
    emb_nm      varchar(26) NOT NULL,
    card_typ    varchar(6) NOT NULL CHECK (card_typ IN ('DEBIT', 'CREDIT')),
    card_brand  varchar(12) NOT NULL,
    iss_dt      date NOT NULL,
    exp_dt      date NOT NULL,
    day_lim_amt numeric(8,2) NOT NULL DEFAULT 1000,
    blk_flg     boolean NOT NULL DEFAULT false,
    blk_ts      timestamp,
    CHECK (exp_dt > iss_dt)
);
COMMENT ON COLUMN card.emb_nm IS 'name embossed: first and last name in capitals';

CREATE TABLE mrch (
    mrch_id     serial PRIMARY KEY,
    mrch_nm     varchar(80) NOT NULL,
    mcc         char(4) NOT NULL,
    city        varchar(40) NOT NULL,
    ctry_cd     char(2) NOT NULL
);
COMMENT ON COLUMN mrch.mcc IS 'merchant category code, ISO 18245';

CREATE TABLE txn (
    txn_id      bigserial PRIMARY KEY,
    acct_id     bigint NOT NULL REFERENCES acct,
    card_id     bigint REFERENCES card,
    mrch_id     integer REFERENCES mrch,
    txn_typ     varchar(10) NOT NULL CHECK (txn_typ IN ('CARD', 'TRANSFER', 'DEBIT', 'CASH', 'FEE', 'SALARY')),
    txn_ts      timestamp NOT NULL,
    bkg_dt      date NOT NULL,
    val_dt      date NOT NULL,
    ccy_cd      char(3) NOT NULL,
    amt         numeric(12,2) NOT NULL,
    bal_aft_amt numeric(14,2) NOT NULL,
    cntr_nm     varchar(80),
    cntr_iban   varchar(34),
    rmt_info    varchar(140),
    rvrsd_flg   boolean NOT NULL DEFAULT false
);
COMMENT ON COLUMN txn.amt IS 'negative: money that leaves the account';
COMMENT ON COLUMN txn.cntr_nm IS 'name of the counterparty';

CREATE TABLE loan (
    loan_id     bigserial PRIMARY KEY,
    cust_id     bigint NOT NULL REFERENCES cust,
    pay_acct_id bigint NOT NULL REFERENCES acct,
    ofcr_emp_id integer NOT NULL REFERENCES emp,
    loan_typ    varchar(10) NOT NULL CHECK (loan_typ IN ('MORTGAGE', 'CONSUMER', 'CAR')),
    prin_amt    numeric(12,2) NOT NULL CHECK (prin_amt > 0),
    int_rate_pct numeric(5,3) NOT NULL,
    term_mths   smallint NOT NULL CHECK (term_mths BETWEEN 6 AND 420),
    mth_inst_amt numeric(10,2) NOT NULL,
    out_bal_amt numeric(12,2) NOT NULL,
    appl_dt     date NOT NULL,
    appr_dt     date,
    disb_dt     date,
    mat_dt      date,
    loan_stat   varchar(9) NOT NULL CHECK (loan_stat IN ('APPLIED', 'APPROVED', 'ACTIVE', 'PAID_OFF', 'DEFAULTED', 'REJECTED'))
);
COMMENT ON COLUMN loan.pay_acct_id IS 'account of the same customer that the instalments are taken from';

CREATE TABLE loan_inst (
    loan_id     bigint NOT NULL REFERENCES loan,
    inst_no     smallint NOT NULL,
    due_dt      date NOT NULL,
    inst_amt    numeric(10,2) NOT NULL,
    prin_part_amt numeric(10,2) NOT NULL,
    int_part_amt numeric(10,2) NOT NULL,
    paid_dt     date,
    dpd_cnt     smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (loan_id, inst_no),
    CHECK (inst_amt = prin_part_amt + int_part_amt)
);
COMMENT ON COLUMN loan_inst.dpd_cnt IS 'days past due when it was paid, 0 if in time';
