-- A chain of restaurants: places, tables, staff, menus, orders, reservations.
CREATE TABLE restaurant (
    restaurant_id INTEGER PRIMARY KEY AUTOINCREMENT,
    name          varchar(80) NOT NULL,
    street        varchar(100) NOT NULL,
    city          varchar(60) NOT NULL,
    zip           varchar(10) NOT NULL,
    phone         varchar(20) NOT NULL,
    opening_date  date NOT NULL,
    rating        NUMERIC(2,1) CHECK (rating BETWEEN 1 AND 5)
);
CREATE TABLE dining_table (
    restaurant_id integer NOT NULL REFERENCES restaurant,
    table_no      INTEGER NOT NULL,
    seats         INTEGER NOT NULL CHECK (seats BETWEEN 1 AND 12),
    outdoors      boolean NOT NULL DEFAULT false,
    PRIMARY KEY (restaurant_id, table_no)
);
CREATE TABLE employee (
    employee_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    restaurant_id integer NOT NULL REFERENCES restaurant,
    first_name    varchar(40) NOT NULL,
    last_name     varchar(50) NOT NULL,
    role          varchar(20) NOT NULL CHECK (role IN ('chef', 'cook', 'waiter', 'host', 'manager')),
    hourly_rate   NUMERIC(6,2) NOT NULL CHECK (hourly_rate >= 12.50),
    hired_on      date NOT NULL,
    left_on       date,
    manager_id    integer REFERENCES employee,
    CHECK (left_on IS NULL OR left_on > hired_on)
);
CREATE TABLE menu_item (
    item_id       INTEGER PRIMARY KEY AUTOINCREMENT,
    restaurant_id integer NOT NULL REFERENCES restaurant,
    name          varchar(80) NOT NULL,
    course        varchar(10) NOT NULL CHECK (course IN ('starter', 'main', 'dessert', 'drink')),
    price         NUMERIC(6,2) NOT NULL CHECK (price > 0 AND price < 200),
    is_vegetarian boolean NOT NULL DEFAULT false,
    calories      integer
);
CREATE TABLE customer (
    customer_id INTEGER PRIMARY KEY AUTOINCREMENT,
    name        varchar(80) NOT NULL,
    email       varchar(120) UNIQUE,
    phone       varchar(20)
);
CREATE TABLE reservation (
    reservation_id INTEGER PRIMARY KEY AUTOINCREMENT,
    restaurant_id integer NOT NULL,
    table_no      INTEGER NOT NULL,
    customer_id   INTEGER NOT NULL REFERENCES customer,
    reserved_for  DATETIME NOT NULL,
    party_size    INTEGER NOT NULL CHECK (party_size > 0 AND party_size <= 12),
    status        varchar(12) NOT NULL DEFAULT 'booked'
                  CHECK (status IN ('booked', 'seated', 'cancelled', 'no_show')),
    FOREIGN KEY (restaurant_id, table_no) REFERENCES dining_table (restaurant_id, table_no)
);
CREATE TABLE bill (
    reservation_id INTEGER PRIMARY KEY REFERENCES reservation,
    subtotal      NUMERIC(8,2) NOT NULL CHECK (subtotal > 0),
    tip           NUMERIC(8,2) NOT NULL DEFAULT 0 CHECK (tip >= 0),
    total         NUMERIC(9,2) NOT NULL,
    paid_at       DATETIME,
    payment_method varchar(10) NOT NULL,
    CHECK (total = subtotal + tip)
);
