-- A company: departments, who works in them, for how much, on what.
CREATE TABLE department (
    dept_no     char(4) PRIMARY KEY,
    dept_name   varchar(40) NOT NULL UNIQUE,
    budget      NUMERIC(12,2) NOT NULL CHECK (budget > 0),
    head_id     integer REFERENCES employee (emp_no) ON DELETE SET NULL
);
CREATE TABLE job (
    job_id      INTEGER PRIMARY KEY AUTOINCREMENT,
    title       varchar(40) NOT NULL UNIQUE,
    min_salary  NUMERIC(9,2) NOT NULL,
    max_salary  NUMERIC(9,2) NOT NULL,
    CHECK (min_salary > 0), CHECK (min_salary < max_salary)
);
CREATE TABLE employee (
    emp_no      integer PRIMARY KEY,
    first_name  varchar(30) NOT NULL,
    last_name   varchar(40) NOT NULL,
    gender      char(1) NOT NULL CHECK (gender IN ('F', 'M', 'X')),
    birth_date  date NOT NULL,
    hire_date   date NOT NULL,
    email       varchar(100) NOT NULL,
    ssn         char(11) UNIQUE CHECK (length(ssn) = 11),
    dept_no     char(4) NOT NULL REFERENCES department,
    job_id      integer NOT NULL REFERENCES job,
    boss_id     integer REFERENCES employee (emp_no),
    CONSTRAINT born_before_hired CHECK (birth_date < hire_date),
    CONSTRAINT mail_in_small_letters CHECK (email = lower(email))
);
CREATE TABLE salary (
    emp_no      integer NOT NULL REFERENCES employee ON DELETE CASCADE,
    from_date   date NOT NULL,
    to_date     date,
    amount      NUMERIC(10,2) NOT NULL CHECK (amount >= 12000),
    PRIMARY KEY (emp_no, from_date)
);
CREATE TABLE project (
    project_id  CHAR(36) PRIMARY KEY,
    name        varchar(60) NOT NULL,
    dept_no     char(4) NOT NULL REFERENCES department,
    start_date  date NOT NULL,
    end_date    date,
    status      varchar(10) NOT NULL DEFAULT 'active',
    CHECK (end_date >= start_date)
);
CREATE TABLE assignment (
    emp_no      integer NOT NULL REFERENCES employee,
    project_id  CHAR(36) NOT NULL REFERENCES project ON DELETE CASCADE,
    hours_per_week smallint NOT NULL DEFAULT 40 CHECK (hours_per_week BETWEEN 1 AND 40),
    CONSTRAINT once UNIQUE (emp_no, project_id)
);
CREATE TABLE company_car (
    car_id      INTEGER PRIMARY KEY AUTOINCREMENT,
    license_plate varchar(12) NOT NULL UNIQUE,
    driver_id   integer NOT NULL UNIQUE REFERENCES employee,
    mileage     integer NOT NULL DEFAULT 0 CHECK (mileage >= 0)
);
