-- Web shop for household goods, clothes and electronics, shipping to several countries.
-- Dialect: MySQL 8.

CREATE TABLE `categories` (
    `id` int unsigned NOT NULL AUTO_INCREMENT,
    `parent_id` int unsigned DEFAULT NULL,
    `name` varchar(60) NOT NULL,
    `slug` varchar(80) NOT NULL,
    `position` smallint NOT NULL DEFAULT 0,
    `is_visible` tinyint(1) NOT NULL DEFAULT 1,
    PRIMARY KEY (`id`),
    UNIQUE KEY `uq_categories_slug` (`slug`),
    CONSTRAINT `fk_categories_parent` FOREIGN KEY (`parent_id`) REFERENCES `categories` (`id`)
) ENGINE=InnoDB;

CREATE TABLE `brands` (
    `id` int unsigned NOT NULL AUTO_INCREMENT,
    `name` varchar(60) NOT NULL,
    `website` varchar(120) DEFAULT NULL,
    `country_code` char(2) NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `uq_brands_name` (`name`)
) ENGINE=InnoDB;

CREATE TABLE `products` (
    `id` int unsigned NOT NULL AUTO_INCREMENT,
    `sku` varchar(16) NOT NULL,
    `ean` char(13) NOT NULL,
    `category_id` int unsigned NOT NULL,
    `brand_id` int unsigned NOT NULL,
    `name` varchar(120) NOT NULL,
    `description` text,
    `price` decimal(10,2) NOT NULL COMMENT 'gross, in EUR',
    `cost_price` decimal(10,2) NOT NULL,
    `vat_rate` decimal(4,2) NOT NULL DEFAULT 20.00 COMMENT 'percent',
    `weight_g` int unsigned NOT NULL,
    `length_mm` int unsigned DEFAULT NULL,
    `width_mm` int unsigned DEFAULT NULL,
    `color` varchar(20) DEFAULT NULL,
    `stock_quantity` int NOT NULL DEFAULT 0,
    `rating_avg` decimal(3,2) DEFAULT NULL COMMENT 'average of the published reviews, 1 to 5',
    `review_count` int unsigned NOT NULL DEFAULT 0 COMMENT 'published reviews',
    `is_active` tinyint(1) NOT NULL DEFAULT 1,
    `created_at` datetime NOT NULL,
    `updated_at` datetime NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `uq_products_sku` (`sku`),
    UNIQUE KEY `uq_products_ean` (`ean`),
    CONSTRAINT `fk_products_category` FOREIGN KEY (`category_id`) REFERENCES `categories` (`id`),
    CONSTRAINT `fk_products_brand` FOREIGN KEY (`brand_id`) REFERENCES `brands` (`id`),
    CONSTRAINT `ck_products_price` CHECK (`price` > 0)
) ENGINE=InnoDB;

CREATE TABLE `customers` (
    `id` int unsigned NOT NULL AUTO_INCREMENT,
    `email` varchar(120) NOT NULL,
    `password_hash` char(60) NOT NULL,
    `first_name` varchar(40) NOT NULL,
    `last_name` varchar(40) NOT NULL,
    `gender` enum('m','f','x') DEFAULT NULL,
    `birthday` date DEFAULT NULL,
    `phone` varchar(24) DEFAULT NULL,
    `newsletter` tinyint(1) NOT NULL DEFAULT 0,
    `order_count` int unsigned NOT NULL DEFAULT 0,
    `registered_at` datetime NOT NULL,
    `last_login_at` datetime DEFAULT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `uq_customers_email` (`email`)
) ENGINE=InnoDB;

CREATE TABLE `addresses` (
    `id` int unsigned NOT NULL AUTO_INCREMENT,
    `customer_id` int unsigned NOT NULL,
    `recipient` varchar(80) NOT NULL,
    `company` varchar(80) DEFAULT NULL,
    `street` varchar(80) NOT NULL,
    `house_number` varchar(8) NOT NULL,
    `postcode` varchar(10) NOT NULL,
    `city` varchar(60) NOT NULL,
    `country_code` char(2) NOT NULL,
    `is_default` tinyint(1) NOT NULL DEFAULT 0,
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_addresses_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`)
) ENGINE=InnoDB;

CREATE TABLE `coupons` (
    `id` int unsigned NOT NULL AUTO_INCREMENT,
    `code` varchar(16) NOT NULL,
    `discount_percent` decimal(4,1) NOT NULL,
    `min_order_value` decimal(8,2) NOT NULL DEFAULT 0,
    `valid_from` date NOT NULL,
    `valid_until` date NOT NULL,
    `times_used` int unsigned NOT NULL DEFAULT 0 COMMENT 'orders that used it',
    PRIMARY KEY (`id`),
    UNIQUE KEY `uq_coupons_code` (`code`),
    CONSTRAINT `ck_coupons_dates` CHECK (`valid_until` >= `valid_from`)
) ENGINE=InnoDB;

CREATE TABLE `orders` (
    `id` int unsigned NOT NULL AUTO_INCREMENT,
    `order_number` varchar(12) NOT NULL,
    `customer_id` int unsigned NOT NULL,
    `billing_address_id` int unsigned NOT NULL COMMENT 'an address of the customer',
    `shipping_address_id` int unsigned NOT NULL COMMENT 'an address of the customer',
    `coupon_id` int unsigned DEFAULT NULL,
    `status` enum('pending','paid','shipped','delivered','cancelled','returned') NOT NULL DEFAULT 'pending',
    `currency` char(3) NOT NULL DEFAULT 'EUR',
    `subtotal` decimal(10,2) NOT NULL COMMENT 'sum of the items',
    `discount` decimal(10,2) NOT NULL DEFAULT 0,
    `shipping_cost` decimal(6,2) NOT NULL DEFAULT 0,
    `total` decimal(10,2) NOT NULL COMMENT 'subtotal - discount + shipping_cost',
    `ordered_at` datetime NOT NULL,
    `paid_at` datetime DEFAULT NULL,
    `shipped_at` datetime DEFAULT NULL,
    `delivered_at` datetime DEFAULT NULL,
    `cancelled_at` datetime DEFAULT NULL,
    `ip_address` varchar(45) DEFAULT NULL,
    `customer_note` text,
    PRIMARY KEY (`id`),
    UNIQUE KEY `uq_orders_number` (`order_number`),
    CONSTRAINT `fk_orders_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`),
    CONSTRAINT `fk_orders_billing` FOREIGN KEY (`billing_address_id`) REFERENCES `addresses` (`id`),
    CONSTRAINT `fk_orders_shipping` FOREIGN KEY (`shipping_address_id`) REFERENCES `addresses` (`id`),
    CONSTRAINT `fk_orders_coupon` FOREIGN KEY (`coupon_id`) REFERENCES `coupons` (`id`)
) ENGINE=InnoDB;

CREATE TABLE `order_items` (
    `order_id` int unsigned NOT NULL,
    `line_no` smallint unsigned NOT NULL,
    `product_id` int unsigned NOT NULL,
    `product_name` varchar(120) NOT NULL COMMENT 'name of the product when ordered',
    `quantity` smallint unsigned NOT NULL DEFAULT 1,
    `unit_price` decimal(10,2) NOT NULL COMMENT 'price of the product when ordered',
    `line_total` decimal(10,2) NOT NULL,
    `vat_amount` decimal(10,2) NOT NULL COMMENT 'the part of line_total that is tax',
    PRIMARY KEY (`order_id`, `line_no`),
    CONSTRAINT `fk_items_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`),
    CONSTRAINT `fk_items_product` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`),
    CONSTRAINT `ck_items_quantity` CHECK (`quantity` >= 1)
) ENGINE=InnoDB;

CREATE TABLE `payments` (
    `id` int unsigned NOT NULL AUTO_INCREMENT,
    `order_id` int unsigned NOT NULL,
    `method` enum('card','paypal','invoice','sofort') NOT NULL,
    `amount` decimal(10,2) NOT NULL,
    `status` enum('authorized','captured','failed','refunded') NOT NULL,
    `card_last4` char(4) DEFAULT NULL COMMENT 'cards only',
    `transaction_ref` varchar(40) NOT NULL,
    `created_at` datetime NOT NULL,
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_payments_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`)
) ENGINE=InnoDB;

CREATE TABLE `shipments` (
    `id` int unsigned NOT NULL AUTO_INCREMENT,
    `order_id` int unsigned NOT NULL,
    `carrier` varchar(30) NOT NULL,
    `tracking_number` varchar(30) NOT NULL,
    `weight_g` int unsigned NOT NULL,
    `dispatched_at` datetime NOT NULL,
    `estimated_delivery` date NOT NULL,
    `delivered_at` datetime DEFAULT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `uq_shipments_tracking` (`tracking_number`),
    CONSTRAINT `fk_shipments_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`)
) ENGINE=InnoDB;

CREATE TABLE `reviews` (
    `id` int unsigned NOT NULL AUTO_INCREMENT,
    `product_id` int unsigned NOT NULL,
    `customer_id` int unsigned NOT NULL,
    `rating` tinyint unsigned NOT NULL,
    `title` varchar(80) DEFAULT NULL,
    `body` text,
    `is_verified_purchase` tinyint(1) NOT NULL DEFAULT 0,
    `is_published` tinyint(1) NOT NULL DEFAULT 1,
    `created_at` datetime NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `uq_reviews` (`product_id`, `customer_id`),
    CONSTRAINT `fk_reviews_product` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`),
    CONSTRAINT `fk_reviews_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`),
    CONSTRAINT `ck_reviews_rating` CHECK (`rating` BETWEEN 1 AND 5)
) ENGINE=InnoDB;
