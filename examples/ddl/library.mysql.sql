-- A town library: who wrote what, which copies there are, who has them.
SET FOREIGN_KEY_CHECKS = 0;
DROP TABLE IF EXISTS `loan`, `copy`, `book_author`, `book`, `member`, `publisher`, `author`;
CREATE TABLE `author` (
  `author_id` INT UNSIGNED NOT NULL AUTO_INCREMENT,
  `first_name` VARCHAR(40) NOT NULL,
  `last_name` VARCHAR(60) NOT NULL,
  `born` DATE DEFAULT NULL,
  `country` CHAR(2) DEFAULT NULL COMMENT 'country of birth',
  PRIMARY KEY (`author_id`),
  KEY `by_name` (`last_name`, `first_name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='Who wrote it';
CREATE TABLE `publisher` (
  `publisher_id` INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `name` VARCHAR(120) NOT NULL,
  `city` VARCHAR(60) NOT NULL,
  `website` VARCHAR(200),
  UNIQUE KEY `publisher_name` (`name`)
) ENGINE=InnoDB;
CREATE TABLE `book` (
  `book_id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `isbn` CHAR(13) NOT NULL,
  `title` VARCHAR(160) NOT NULL,
  `publisher_id` INT UNSIGNED NOT NULL,
  `publication_year` YEAR NOT NULL,
  `pages` MEDIUMINT UNSIGNED,
  `price` DECIMAL(7,2) NOT NULL DEFAULT 9.99 CHECK (`price` >= 0),
  `language` CHAR(2) NOT NULL DEFAULT 'en',
  `formats` SET('hardcover','paperback','ebook','audio') NOT NULL DEFAULT 'paperback',
  UNIQUE KEY (`isbn`),
  CONSTRAINT `book_publisher` FOREIGN KEY (`publisher_id`) REFERENCES `publisher` (`publisher_id`)
) ENGINE=InnoDB;
CREATE TABLE `book_author` (
  `book_id` BIGINT UNSIGNED NOT NULL,
  `author_id` INT UNSIGNED NOT NULL,
  `position` TINYINT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (`book_id`, `author_id`),
  FOREIGN KEY (`book_id`) REFERENCES `book` (`book_id`) ON DELETE CASCADE,
  FOREIGN KEY (`author_id`) REFERENCES `author` (`author_id`)
) ENGINE=InnoDB;
CREATE TABLE `copy` (
  `copy_id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `book_id` BIGINT UNSIGNED NOT NULL,
  `barcode` VARCHAR(14) NOT NULL UNIQUE,
  `state` ENUM('available','on_loan','repair','lost') NOT NULL DEFAULT 'available',
  `acquired` DATE NOT NULL,
  FOREIGN KEY (`book_id`) REFERENCES `book` (`book_id`) ON DELETE CASCADE
) ENGINE=InnoDB;
CREATE TABLE `member` (
  `member_id` CHAR(36) NOT NULL,
  `card_number` CHAR(8) NOT NULL,
  `full_name` VARCHAR(100) NOT NULL,
  `email` VARCHAR(160) NOT NULL,
  `phone` VARCHAR(24) DEFAULT NULL,
  `birth_date` DATE NOT NULL,
  `member_since` DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `guarantor_id` CHAR(36) DEFAULT NULL,
  `is_active` TINYINT(1) NOT NULL DEFAULT 1,
  PRIMARY KEY (`member_id`),
  UNIQUE KEY `card` (`card_number`),
  UNIQUE KEY `mail` (`email`),
  CONSTRAINT `guarantor` FOREIGN KEY (`guarantor_id`) REFERENCES `member` (`member_id`)
) ENGINE=InnoDB;
CREATE TABLE `loan` (
  `loan_id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `copy_id` BIGINT UNSIGNED NOT NULL,
  `member_id` CHAR(36) NOT NULL,
  `loan_date` DATE NOT NULL,
  `due_date` DATE NOT NULL,
  `return_date` DATE DEFAULT NULL,
  `fine` DECIMAL(6,2) NOT NULL DEFAULT 0,
  `renewals` TINYINT UNSIGNED NOT NULL DEFAULT 0,
  CONSTRAINT `due_after_loan` CHECK (`due_date` > `loan_date`),
  CONSTRAINT `back_after_loan` CHECK (`return_date` is null or `return_date` >= `loan_date`),
  CONSTRAINT `fine_range` CHECK (`fine` between 0 and 100),
  CONSTRAINT `few_renewals` CHECK (`renewals` in (0,1,2,3)),
  FOREIGN KEY (`copy_id`) REFERENCES `copy` (`copy_id`),
  FOREIGN KEY (`member_id`) REFERENCES `member` (`member_id`)
) ENGINE=InnoDB COMMENT='One copy in the hands of one member';
SET FOREIGN_KEY_CHECKS = 1;
