-- name: line_total
-- kind: formula
-- why: A line is quantity times unit price.
-- share: 0
select count_if(abs(line_total - quantity * unit_price) > 0.01), count(*) from order_items;

-- name: subtotal_is_sum_of_lines
-- kind: sum
-- why: The subtotal is the sum of the lines.
-- share: 0
select count_if(abs(o.subtotal - coalesce(i.lines, 0)) > 0.01), count(*)
from orders o left join (select order_id, sum(line_total) as lines from order_items group by order_id) i on i.order_id = o.id;

-- name: total
-- kind: formula
-- why: The total is the subtotal less the discount plus shipping.
-- share: 0
select count_if(abs(total - (subtotal - discount + shipping_cost)) > 0.01), count(*) from orders;

-- name: totals_not_negative
-- kind: range
-- why: Nobody pays a negative total, and the discount is at most the subtotal.
-- share: 0
select count_if(total < 0 or discount > subtotal or discount < 0 or shipping_cost < 0), count(*) from orders;

-- name: price_of_product
-- kind: formula
-- why: The price in the order is that of the product, or near it when it has changed since.
-- share: 0.25
select count_if(abs(i.unit_price - p.price) > 0.2 * p.price), count(*) from order_items i join products p on p.id = i.product_id;

-- name: name_of_product
-- kind: formula
-- why: The name in the order is the product's.
-- share: 0.25
select count_if(i.product_name <> p.name), count(*) from order_items i join products p on p.id = i.product_id;

-- name: tax_in_line
-- kind: formula
-- why: The tax in a gross amount follows from the product's rate.
-- share: 0.05
select count_if(abs(i.vat_amount - i.line_total * p.vat_rate / (100 + p.vat_rate)) > 0.02 + 0.001 * i.line_total), count(*)
from order_items i join products p on p.id = i.product_id;

-- name: cost_below_price
-- kind: range
-- why: One buys cheaper than one sells, nearly always.
-- share: 0.05
select count_if(cost_price >= price), count(*) from products;

-- name: vat_rates
-- kind: magnitude
-- why: Tax is 0 to 27 percent, at a few rates.
-- share: 0
select count_if(vat_rate not between 0 and 27) + (count(distinct vat_rate) > 15)::integer, count(*) from products;

-- name: order_times
-- kind: order
-- why: Ordered, paid, shipped, delivered. Invoices may be paid later than shipped.
-- share: 0.15
select count_if(paid_at < ordered_at or shipped_at < ordered_at or delivered_at < shipped_at or shipped_at < paid_at), count(*)
from orders;

-- name: never_before_ordering
-- kind: order
-- why: Nothing happens to an order before it is placed.
-- share: 0
select count_if(least(paid_at, shipped_at, delivered_at, cancelled_at) < ordered_at), count(*) from orders;

-- name: delivery_takes_days
-- kind: duration
-- why: A parcel is delivered within weeks.
-- share: 0.03
select count_if(days_between(shipped_at, delivered_at) not between 0 and 30), count(*)
from orders where delivered_at is not null and shipped_at is not null;

-- name: payment_takes_days
-- kind: duration
-- why: Orders are paid within two months.
-- share: 0.03
select count_if(days_between(ordered_at, paid_at) not between 0 and 60), count(*) from orders where paid_at is not null;

-- name: delivered_has_times
-- kind: status
-- why: A delivered order has been shipped and delivered, a pending one not.
-- share: 0
select count_if((status = 'delivered' and (delivered_at is null or shipped_at is null))
  or (status = 'pending' and (shipped_at is not null or delivered_at is not null))
  or (status = 'shipped' and (shipped_at is null or delivered_at is not null))), count(*) from orders;

-- name: cancelled_has_time
-- kind: status
-- why: The time of the cancellation stands at cancelled orders, which were not delivered.
-- share: 0
select count_if((status = 'cancelled') <> (cancelled_at is not null) or (status = 'cancelled' and delivered_at is not null)), count(*)
from orders;

-- name: most_orders_arrive
-- kind: share
-- why: Most orders of a shop are delivered or on their way; cancelled and returned are fewer.
-- share: 0.4
select count_if(status in ('cancelled', 'returned')), count(*) from orders;

-- name: addresses_of_customer
-- kind: diamond
-- why: Bill and parcel go to addresses of the customer who orders.
-- share: 0
select count_if(o.customer_id <> b.customer_id or o.customer_id <> s.customer_id), count(*)
from orders o join addresses b on b.id = o.billing_address_id join addresses s on s.id = o.shipping_address_id;

-- name: same_address_mostly
-- kind: share
-- why: Many have the parcel sent where the bill goes.
-- share: 0.7
select count_if(billing_address_id <> shipping_address_id), count(*) from orders;

-- name: order_after_registration
-- kind: life
-- why: A customer orders after registering.
-- share: 0
select count_if(o.ordered_at < c.registered_at), count(*) from orders o join customers c on c.id = o.customer_id;

-- name: order_after_product
-- kind: life
-- why: A product is ordered after it has been listed.
-- share: 0
select count_if(o.ordered_at < p.created_at), count(*)
from order_items i join orders o on o.id = i.order_id join products p on p.id = i.product_id;

-- name: coupon_while_valid
-- kind: life
-- why: A coupon is used while it is valid.
-- share: 0
select count_if(o.ordered_at::date not between k.valid_from and k.valid_until), count(*)
from orders o join coupons k on k.id = o.coupon_id;

-- name: discount_needs_coupon
-- kind: status
-- why: Without a coupon there is no discount, mostly; with one there is.
-- share: 0.1
select count_if((coupon_id is null) <> (discount = 0)), count(*) from orders;

-- name: discount_by_coupon
-- kind: formula
-- why: The discount is the coupon's percentage of the subtotal.
-- share: 0.05
select count_if(abs(o.discount - o.subtotal * k.discount_percent / 100) > 0.02), count(*)
from orders o join coupons k on k.id = o.coupon_id;

-- name: most_orders_without_coupon
-- kind: share
-- why: Most orders use no coupon.
-- share: 0.5
select count_if(coupon_id is not null), count(*) from orders;

-- name: coupon_percentages
-- kind: magnitude
-- why: Coupons give 1 to 80 percent.
-- share: 0.01
select count_if(discount_percent not between 1 and 80), count(*) from coupons;

-- name: coupon_uses
-- kind: sum
-- why: The number of uses is the number of orders with it.
-- share: 0
select count_if(k.times_used <> coalesce(o.many, 0)), count(*)
from coupons k left join (select coupon_id, count(*) as many from orders group by coupon_id) o on o.coupon_id = k.id;

-- name: order_count
-- kind: sum
-- why: The customer's number of orders is the number of orders.
-- share: 0
select count_if(c.order_count <> coalesce(o.many, 0)), count(*)
from customers c left join (select customer_id, count(*) as many from orders group by customer_id) o on o.customer_id = c.id;

-- name: payment_amount
-- kind: formula
-- why: A captured payment is the order's total.
-- share: 0.1
select count_if(abs(p.amount - o.total) > 0.01), count(*) from payments p join orders o on o.id = p.order_id where p.status = 'captured';

-- name: payment_after_order
-- kind: life
-- why: One pays after ordering.
-- share: 0
select count_if(p.created_at < o.ordered_at), count(*) from payments p join orders o on o.id = p.order_id;

-- name: last_digits_for_cards
-- kind: status
-- why: The last four digits stand at cards only, and are digits.
-- share: 0
select count_if((method = 'card') <> (card_last4 is not null) or not regexp_full_match(card_last4, '\d{4}')), count(*) from payments;

-- name: payments_mostly_work
-- kind: share
-- why: Few payments fail.
-- share: 0.3
select count_if(status = 'failed'), count(*) from payments;

-- name: shipment_times
-- kind: order
-- why: Dispatched, then delivered, and estimated for a later day.
-- share: 0
select count_if(delivered_at < dispatched_at or estimated_delivery < dispatched_at::date), count(*) from shipments;

-- name: shipment_after_order
-- kind: life
-- why: A parcel leaves after the order.
-- share: 0
select count_if(s.dispatched_at < o.ordered_at), count(*) from shipments s join orders o on o.id = s.order_id;

-- name: shipment_weight
-- kind: sum
-- why: A parcel weighs about what its goods weigh.
-- share: 0.2
select count_if(s.weight_g < 0.5 * g.grams / greatest(1, n.parcels) or s.weight_g > 3 * g.grams + 2000), count(*)
from shipments s
join (select order_id, count(*) as parcels from shipments group by order_id) n using (order_id)
join (select i.order_id, sum(i.quantity * p.weight_g) as grams
      from order_items i join products p on p.id = i.product_id group by i.order_id) g using (order_id);

-- name: carriers
-- kind: text
-- why: Parcels are carried by a few known companies.
-- share: 0.3
select count_if(not regexp_matches(lower(carrier), 'dhl|ups|fedex|dpd|gls|hermes|usps|post|tnt|express|royal mail|colissimo|chronopost|poste|seur|evri|amazon|cargo|logist|courier')),
  count(*) from shipments;

-- name: few_carriers
-- kind: level
-- why: A shop works with a handful of carriers.
-- share: 0
select (count(distinct carrier) > 25)::integer, 1 from shipments;

-- name: nothing_in_the_future
-- kind: future
-- why: Orders and reviews of tomorrow do not exist.
-- share: 0
select (select count_if(greatest(ordered_at, delivered_at, paid_at) > this_moment()) from orders)
  + (select count_if(created_at > this_moment()) from reviews) + (select count_if(registered_at > this_moment()) from customers),
  (select count(*) from orders) + (select count(*) from reviews) + (select count(*) from customers);

-- name: updated_after_created
-- kind: order
-- why: A product is changed after it was made.
-- share: 0
select count_if(updated_at < created_at), count(*) from products;

-- name: login_after_registration
-- kind: order
-- why: The last login is not before the registration.
-- share: 0
select count_if(last_login_at < registered_at), count(*) from customers where last_login_at is not null;

-- name: customers_of_age
-- kind: age
-- why: Customers are 14 to 100 when they register.
-- share: 0.01
select count_if(years_between(birthday, registered_at) not between 14 and 100), count(*) from customers where birthday is not null;

-- name: ean_valid
-- kind: code
-- why: The check digit of the bar code is right.
-- share: 0
select count_if(not ean_ok(ean)), count(*) from products;

-- name: slug_of_name
-- kind: code
-- why: The slug is the name in small letters with hyphens.
-- share: 0.1
select count_if(not regexp_full_match(slug, '[a-z0-9]+([-/][a-z0-9]+)*')
  or not contains(regexp_replace(slug, '[^a-z]', '', 'g'), substr(plain(name), 1, 4))), count(*) from categories;

-- name: sku_shape
-- kind: code
-- why: Article numbers are letters, digits and hyphens.
-- share: 0
select count_if(not regexp_full_match(sku, '[A-Za-z0-9][A-Za-z0-9._/-]{2,}')), count(*) from products;

-- name: order_numbers_rise
-- kind: growth
-- why: Later orders have later keys.
-- share: 0
select (corr(id, epoch(ordered_at)) < 0.5)::integer, 1 from orders;

-- name: category_is_not_its_parent
-- kind: order
-- why: A category is not its own parent, and its parent was made before.
-- share: 0
select count_if(parent_id = id), count(*) from categories;

-- name: roots_and_leaves
-- kind: level
-- why: A few categories are at the top, most are below.
-- share: 0.6
select count_if(parent_id is null), count(*) from categories;

-- name: category_names
-- kind: text
-- why: Categories are called what a shop sells.
-- share: 0.02
select count_if(not speaks(name)), count(*) from categories;

-- name: product_names
-- kind: text
-- why: Products have names of products.
-- share: 0.02
select count_if(not speaks(name)), count(*) from products;

-- name: product_names_differ
-- kind: unique
-- why: Few products share their name.
-- share: 0.3
select count(*) - count(distinct name), count(*) from products;

-- name: brand_names
-- kind: text
-- why: Brands are names, not filler.
-- share: 0.05
select count_if(placeholder(name)), count(*) from brands;

-- name: brand_website
-- kind: code
-- why: A website is an address.
-- share: 0
select count_if(not regexp_full_match(website, '(https?://)?[A-Za-z0-9.-]+\.[a-z]{2,}(/\S*)?')), count(*) from brands where website is not null;

-- name: colors
-- kind: text
-- why: A colour is a word for a colour or a code.
-- share: 0.3
select count_if(not regexp_matches(lower(color),
  'red|blue|green|black|white|gr[ea]y|yellow|orange|pink|purple|brown|beige|silver|gold|navy|violet|turquoise|teal|cyan|magenta|lime|ivory|olive|maroon|indigo|azure|tan|salmon|plum|orchid|lavender|mint|#[0-9a-f]{6}')),
  count(*) from products where color is not null;

-- name: prices
-- kind: magnitude
-- why: Most things of such a shop cost 1 to 3,000.
-- share: 0.03
select count_if(price not between 1 and 3000), count(*) from products;

-- name: prices_skewed
-- kind: skew
-- why: There are more cheap than dear things: the mean price lies above the median.
-- share: 0
select (avg(price) < median(price))::integer, 1 from products;

-- name: weights
-- kind: magnitude
-- why: Most products weigh 5 g to 60 kg.
-- share: 0.03
select count_if(weight_g not between 5 and 60000), count(*) from products;

-- name: sizes
-- kind: magnitude
-- why: Most products are 5 mm to 3 m long.
-- share: 0.05
select count_if(length_mm not between 5 and 3000), count(*) from products where length_mm is not null;

-- name: quantities
-- kind: share
-- why: Most lines order one, two or three pieces.
-- share: 0.4
select count_if(quantity > 3), count(*) from order_items;

-- name: lines_of_an_order
-- kind: level
-- why: An order has one to a few lines, numbered from one.
-- share: 0.02
select count_if(many > 25 or first <> 1 or last <> many), count(*)
from (select count(*) as many, min(line_no) as first, max(line_no) as last from order_items group by order_id);

-- name: one_default_address
-- kind: unique
-- why: A customer has at most one default address.
-- share: 0
select count_if(many > 1), count(*) from (select count_if(is_default) as many from addresses group by customer_id);

-- name: recipient_is_customer
-- kind: person
-- why: Most parcels go to the customer's own name.
-- share: 0.4
select count_if(not contains(plain(a.recipient), plain(c.last_name))), count(*)
from addresses a join customers c on c.id = a.customer_id;

-- name: customer_email
-- kind: person
-- why: Many addresses hold the name.
-- share: 0.5
select count_if(not email_of(email, first_name, last_name)), count(*) from customers;

-- name: first_name_fits_gender
-- kind: person
-- why: Marys are women.
-- share: 0.03
select count_if((female_name(first_name) and gender = 'm') or (male_name(first_name) and gender = 'f')), count(*)
from customers where gender is not null;

-- name: postcode_of_country
-- kind: place
-- why: The postcode has the form of its country.
-- share: 0.01
select count_if(not postcode_of(postcode, country_code)), count(*) from addresses;

-- name: city_in_country
-- kind: place
-- why: Everybody knows where Paris is.
-- share: 0.02
select count_if(known_country(city) <> country_code), count(*) from addresses;

-- name: city_has_one_country
-- kind: place
-- why: Hardly any city name is found in two countries.
-- share: 0.1
select count_if(many > 1), count(*)
from (select count(distinct country_code) as many from addresses group by city having count(*) > 1);

-- name: password_hash
-- kind: code
-- why: A hash of 60 characters is bcrypt's.
-- share: 0
select count_if(not regexp_full_match(password_hash, '\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}')), count(*) from customers;

-- name: ip_address
-- kind: code
-- why: An address of the net is one.
-- share: 0
select count_if(not ip_ok(ip_address)), count(*) from orders where ip_address is not null;

-- name: review_after_purchase
-- kind: life
-- why: A verified review is of a product that the customer has ordered.
-- share: 0.05
select count_if(not exists (select 1 from orders o join order_items i on i.order_id = o.id
  where o.customer_id = r.customer_id and i.product_id = r.product_id)), count(*)
from reviews r where r.is_verified_purchase;

-- name: review_after_product
-- kind: life
-- why: A review comes after the product was listed and the customer registered.
-- share: 0
select count_if(r.created_at < p.created_at or r.created_at < c.registered_at), count(*)
from reviews r join products p on p.id = r.product_id join customers c on c.id = r.customer_id;

-- name: ratings_lean_to_the_top
-- kind: share
-- why: More reviews give four and five stars than one and two.
-- share: 0.5
select count_if(rating <= 2), count(*) from reviews;

-- name: rating_average
-- kind: sum
-- why: A product's rating is the average of its published reviews.
-- share: 0
select count_if(abs(p.rating_avg - r.mean) > 0.011), count(*)
from products p join (select product_id, avg(rating) as mean from reviews where is_published group by product_id) r on r.product_id = p.id;

-- name: review_count
-- kind: sum
-- why: The count of reviews is the count of reviews.
-- share: 0
select count_if(p.review_count <> coalesce(r.many, 0)), count(*)
from products p left join (select product_id, count(*) as many from reviews where is_published group by product_id) r on r.product_id = p.id;

-- name: review_titles
-- kind: text
-- why: What customers write is no Latin.
-- share: 0.02
select count_if(placeholder(title)), count(*) from reviews where title is not null;

-- name: bestsellers
-- kind: skew
-- why: Some products sell far more than others.
-- share: 0
select (max(many) < 2.5 * avg(many))::integer, 1 from (select count(*) as many from order_items group by product_id);

-- name: regular_customers
-- kind: skew
-- why: Some customers order a lot, some have never ordered.
-- share: 0
select (max(many) < 2.5 * avg(many))::integer + (count_if(many = 0) = 0)::integer, 2
from (select count(o.id) as many from customers c left join orders o on o.customer_id = c.id group by c.id);

-- name: levels
-- kind: level
-- why: Fewer categories and brands than products, fewer orders than lines.
-- share: 0
select ((select count(*) from categories) > (select count(*) from products))::integer
  + ((select count(*) from brands) > (select count(*) from products))::integer
  + ((select count(*) from order_items) < (select count(*) from orders))::integer, 3;
