-- A chain of restaurants: places, tables, staff, menus, orders, reservations.
CREATE TABLE restaurant (
  restaurant_id INT AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(80) NOT NULL,
  street VARCHAR(100) NOT NULL,
  city VARCHAR(60) NOT NULL,
  zip VARCHAR(10) NOT NULL,
  phone VARCHAR(20) NOT NULL,
  opening_date DATE NOT NULL,
  rating DECIMAL(2,1) CHECK (rating BETWEEN 1 AND 5)
) ENGINE=InnoDB;
CREATE TABLE dining_table (
  restaurant_id INT NOT NULL,
  table_no SMALLINT NOT NULL,
  seats TINYINT NOT NULL CHECK (seats BETWEEN 1 AND 12),
  outdoors BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (restaurant_id, table_no),
  FOREIGN KEY (restaurant_id) REFERENCES restaurant (restaurant_id)
) ENGINE=InnoDB;
CREATE TABLE employee (
  employee_id INT AUTO_INCREMENT PRIMARY KEY,
  restaurant_id INT NOT NULL,
  first_name VARCHAR(40) NOT NULL,
  last_name VARCHAR(50) NOT NULL,
  role ENUM('chef','cook','waiter','host','manager') NOT NULL,
  hourly_rate DECIMAL(6,2) NOT NULL CHECK (hourly_rate >= 12.50),
  hired_on DATE NOT NULL,
  left_on DATE,
  manager_id INT,
  CHECK (left_on IS NULL OR left_on > hired_on),
  FOREIGN KEY (restaurant_id) REFERENCES restaurant (restaurant_id),
  FOREIGN KEY (manager_id) REFERENCES employee (employee_id)
) ENGINE=InnoDB;
CREATE TABLE menu_item (
  item_id INT AUTO_INCREMENT PRIMARY KEY,
  restaurant_id INT NOT NULL,
  name VARCHAR(80) NOT NULL,
  course ENUM('starter','main','dessert','drink') NOT NULL,
  price DECIMAL(6,2) NOT NULL CHECK (price > 0 AND price < 200),
  is_vegetarian TINYINT(1) NOT NULL DEFAULT 0,
  calories INT,
  FOREIGN KEY (restaurant_id) REFERENCES restaurant (restaurant_id)
) ENGINE=InnoDB;
CREATE TABLE customer (
  customer_id BIGINT AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(80) NOT NULL,
  email VARCHAR(120) UNIQUE,
  phone VARCHAR(20)
) ENGINE=InnoDB;
CREATE TABLE reservation (
  reservation_id BIGINT AUTO_INCREMENT PRIMARY KEY,
  restaurant_id INT NOT NULL,
  table_no SMALLINT NOT NULL,
  customer_id BIGINT NOT NULL,
  reserved_for DATETIME NOT NULL,
  party_size TINYINT NOT NULL CHECK (party_size > 0 AND party_size <= 12),
  status ENUM('booked','seated','cancelled','no_show') NOT NULL DEFAULT 'booked',
  FOREIGN KEY (restaurant_id, table_no) REFERENCES dining_table (restaurant_id, table_no),
  FOREIGN KEY (customer_id) REFERENCES customer (customer_id)
) ENGINE=InnoDB;
CREATE TABLE bill (
  reservation_id BIGINT PRIMARY KEY,
  subtotal DECIMAL(8,2) NOT NULL CHECK (subtotal > 0),
  tip DECIMAL(8,2) NOT NULL DEFAULT 0 CHECK (tip >= 0),
  total DECIMAL(9,2) NOT NULL,
  paid_at DATETIME,
  payment_method VARCHAR(10) NOT NULL,
  CHECK (total = subtotal + tip),
  FOREIGN KEY (reservation_id) REFERENCES reservation (reservation_id)
) ENGINE=InnoDB;
