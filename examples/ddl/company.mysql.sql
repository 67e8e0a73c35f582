-- A company: departments, who works in them, for how much, on what.
CREATE TABLE department (
    dept_no     char(4) PRIMARY KEY,
    dept_name   varchar(40) NOT NULL UNIQUE,
    budget      DECIMAL(12,2) NOT NULL CHECK (budget > 0),
    head_id     integer
) ENGINE=InnoDB;
CREATE TABLE job (
    job_id      INT AUTO_INCREMENT PRIMARY KEY,
    title       varchar(40) NOT NULL UNIQUE,
    min_salary  DECIMAL(9,2) NOT NULL,
    max_salary  DECIMAL(9,2) NOT NULL,
    CHECK (min_salary > 0), CHECK (min_salary < max_salary)
) ENGINE=InnoDB;
CREATE TABLE employee (
    emp_no      integer PRIMARY KEY,
    first_name  varchar(30) NOT NULL,
    last_name   varchar(40) NOT NULL,
    gender      char(1) NOT NULL CHECK (gender IN ('F', 'M', 'X')),
    birth_date  date NOT NULL,
    hire_date   date NOT NULL,
    email       varchar(100) NOT NULL,
    ssn         char(11) UNIQUE CHECK (ssn REGEXP '^[0-9]{3}-[0-9]{2}-[0-9]{4}$'),
    dept_no     char(4) NOT NULL,
    job_id      integer NOT NULL,
    boss_id     integer,
    CONSTRAINT born_before_hired CHECK (birth_date < hire_date),
    CONSTRAINT mail_in_small_letters CHECK (email = lower(email)),
    FOREIGN KEY (dept_no) REFERENCES department (dept_no),
    FOREIGN KEY (job_id) REFERENCES job (job_id),
    FOREIGN KEY (boss_id) REFERENCES employee (emp_no)
) ENGINE=InnoDB;
ALTER TABLE department ADD CONSTRAINT department_head
    FOREIGN KEY (head_id) REFERENCES employee (emp_no) ON DELETE SET NULL;
CREATE TABLE salary (
    emp_no      integer NOT NULL,
    from_date   date NOT NULL,
    to_date     date,
    amount      DECIMAL(10,2) NOT NULL CHECK (amount >= 12000),
    PRIMARY KEY (emp_no, from_date),
    FOREIGN KEY (emp_no) REFERENCES employee (emp_no) ON DELETE CASCADE
) ENGINE=InnoDB;
CREATE TABLE project (
    project_id  CHAR(36) PRIMARY KEY,
    name        varchar(60) NOT NULL,
    dept_no     char(4) NOT NULL,
    start_date  date NOT NULL,
    end_date    date,
    status      varchar(10) NOT NULL DEFAULT 'active',
    CHECK (end_date >= start_date),
    FOREIGN KEY (dept_no) REFERENCES department (dept_no)
) ENGINE=InnoDB;
CREATE TABLE assignment (
    emp_no      integer NOT NULL,
    project_id  CHAR(36) NOT NULL,
    hours_per_week smallint NOT NULL DEFAULT 40 CHECK (hours_per_week BETWEEN 1 AND 40),
    CONSTRAINT once UNIQUE (emp_no, project_id),
    FOREIGN KEY (emp_no) REFERENCES employee (emp_no),
    FOREIGN KEY (project_id) REFERENCES project (project_id) ON DELETE CASCADE
) ENGINE=InnoDB;
CREATE TABLE company_car (
    car_id      INT AUTO_INCREMENT PRIMARY KEY,
    license_plate varchar(12) NOT NULL UNIQUE,
    driver_id   integer NOT NULL UNIQUE,
    mileage     integer NOT NULL DEFAULT 0 CHECK (mileage >= 0),
    FOREIGN KEY (driver_id) REFERENCES employee (emp_no)
) ENGINE=InnoDB;
