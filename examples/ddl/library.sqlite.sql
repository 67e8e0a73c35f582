-- A town library: who wrote what, which copies there are, who has them.
PRAGMA foreign_keys = ON;
CREATE TABLE author (
  author_id INTEGER PRIMARY KEY AUTOINCREMENT,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  born DATE CHECK (born > '1900-01-01'),
  country CHAR(2)
);
CREATE TABLE publisher (
  publisher_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  city TEXT NOT NULL,
  website TEXT
);
CREATE TABLE book (
  book_id INTEGER PRIMARY KEY,
  isbn CHAR(13) NOT NULL UNIQUE CHECK (length(isbn) = 13),
  title VARCHAR(160) NOT NULL,
  publisher_id INTEGER NOT NULL REFERENCES publisher,
  publication_year INTEGER NOT NULL CHECK (publication_year BETWEEN 1950 AND 2026),
  pages INTEGER CHECK (pages > 0),
  price NUMERIC(7,2) NOT NULL DEFAULT 9.99 CHECK (price >= 0),
  language CHAR(2) NOT NULL DEFAULT 'en'
);
CREATE TABLE book_author (
  book_id INTEGER NOT NULL REFERENCES book ON DELETE CASCADE,
  author_id INTEGER NOT NULL REFERENCES author,
  position INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (book_id, author_id)
) WITHOUT ROWID;
CREATE TABLE copy (
  copy_id INTEGER PRIMARY KEY,
  book_id INTEGER NOT NULL REFERENCES book ON DELETE CASCADE,
  barcode VARCHAR(14) NOT NULL UNIQUE,
  state TEXT NOT NULL DEFAULT 'available'
    CHECK (state IN ('available', 'on_loan', 'repair', 'lost')),
  acquired DATE NOT NULL
);
CREATE TABLE member (
  member_id INTEGER PRIMARY KEY,
  card_number CHAR(8) NOT NULL UNIQUE,
  full_name VARCHAR(100) NOT NULL,
  email VARCHAR(160) NOT NULL UNIQUE CHECK (email LIKE '%@%'),
  phone VARCHAR(24),
  birth_date DATE NOT NULL,
  member_since DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  guarantor_id INTEGER REFERENCES member (member_id),
  is_active BOOLEAN NOT NULL DEFAULT 1
);
CREATE TABLE loan (
  loan_id INTEGER PRIMARY KEY,
  copy_id INTEGER NOT NULL REFERENCES copy,
  member_id INTEGER NOT NULL REFERENCES member,
  loan_date DATE NOT NULL DEFAULT CURRENT_DATE,
  due_date DATE NOT NULL,
  return_date DATE,
  fine NUMERIC(6,2) NOT NULL DEFAULT 0 CHECK (fine >= 0 AND fine <= 100),
  renewals INTEGER NOT NULL DEFAULT 0 CHECK (renewals IN (0, 1, 2, 3)),
  CHECK (due_date > loan_date),
  CHECK (return_date IS NULL OR return_date >= loan_date)
);
