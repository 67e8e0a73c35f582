CREATE TABLE customers (
  customer_no varchar(8) PRIMARY KEY,
  company varchar(80) NOT NULL,
  email varchar(255) NOT NULL UNIQUE,
  country_code char(2) NOT NULL
);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_no varchar(8) NOT NULL REFERENCES customers (customer_no),
  ordered_on date NOT NULL,
  shipped_on date,
  gross_wt_kg numeric(6,2) NOT NULL CHECK (gross_wt_kg > 0),
  payment varchar(10) NOT NULL CHECK (payment IN ('card', 'invoice', 'transfer')),
  CHECK (shipped_on >= ordered_on)
);
