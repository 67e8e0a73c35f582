-- name: user_after_account
-- kind: life
-- why: Nobody is a user of an account that does not exist yet.
-- share: 0
select count_if(u."createdAt" < a."createdAt"), count(*) from "User" u join "Account" a on a.id = u."accountId";

-- name: updated_after_created
-- kind: order
-- why: Changed and deleted after made.
-- share: 0
select count_if("updatedAt" < "createdAt" or "deletedAt" < "createdAt"), count(*) from "Account";

-- name: few_accounts_deleted
-- kind: share
-- why: Most accounts are not deleted.
-- share: 0.4
select count_if("deletedAt" is not null), count(*) from "Account";

-- name: subdomain
-- kind: code
-- why: A subdomain is small letters, digits and hyphens.
-- share: 0
select count_if(not regexp_full_match(subdomain, '[a-z0-9]([a-z0-9-]*[a-z0-9])?')), count(*) from "Account";

-- name: subdomain_of_company
-- kind: person
-- why: The subdomain is mostly made of the company's name.
-- share: 0.4
select count_if(not contains(regexp_replace(subdomain, '[^a-z]', '', 'g'), substr(plain("companyName"), 1, 3))), count(*) from "Account";

-- name: domain
-- kind: code
-- why: A domain has a top level.
-- share: 0
select count_if(not regexp_full_match(lower(domain), '([a-z0-9-]+\.)+[a-z]{2,}')), count(*) from "Account" where domain is not null;

-- name: company_names
-- kind: text
-- why: Accounts are companies with names.
-- share: 0.02
select count_if(not speaks("companyName")), count(*) from "Account";

-- name: industries
-- kind: text
-- why: An industry is words, and there are a few dozen.
-- share: 0.02
select count_if(not speaks(industry)), count(*) from "Account" where industry is not null;

-- name: few_industries
-- kind: level
-- why: There are a few dozen industries.
-- share: 0
select (count(distinct industry) > 80)::integer, 1 from "Account";

-- name: employees
-- kind: magnitude
-- why: A company has 1 to 500,000 employees, half of those fewer than a thousand.
-- share: 0.5
select count_if("employeeCount" not between 1 and 1000), count(*) from "Account" where "employeeCount" is not null;

-- name: currency_of_country
-- kind: money
-- why: Accounts pay in their country's money, or in dollars or euros.
-- share: 0.05
select count_if(currency <> currency_of("countryCode") and currency not in ('USD', 'EUR')), count(*) from "Account";

-- name: time_zone
-- kind: place
-- why: A time zone is one such as Europe/Berlin.
-- share: 0
select count_if(not regexp_full_match("timeZone", '(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc|US)/[A-Za-z0-9_/+-]+|UTC|GMT')), count(*) from "Account";

-- name: time_zone_of_country
-- kind: place
-- why: Germany's clock is in Europe, Japan's in Asia.
-- share: 0.02
select count_if(("countryCode" in ('DE', 'FR', 'NL', 'BE', 'IT', 'AT', 'CH', 'PL', 'GB', 'SE') and "timeZone" like '%/%' and "timeZone" not like 'Europe/%' and "timeZone" not like 'Etc/%')
  or ("countryCode" in ('JP', 'CN', 'IN') and "timeZone" like '%/%' and "timeZone" not like 'Asia/%' and "timeZone" not like 'Etc/%')
  or ("countryCode" in ('US', 'BR', 'MX', 'CA') and "timeZone" like '%/%' and not regexp_matches("timeZone", '^(America|US|Pacific|Etc)/'))), count(*) from "Account";

-- name: vat_number_of_country
-- kind: code
-- why: A European VAT number begins with its country.
-- share: 0.02
select count_if("vatId" not like "countryCode" || '%'), count(*) from "Account"
where "vatId" is not null and "countryCode" in ('DE', 'FR', 'IT', 'ES', 'NL', 'BE', 'AT', 'PL', 'PT', 'SE', 'DK', 'FI', 'IE', 'CZ', 'HU');

-- name: mail_of_name
-- kind: person
-- why: Work addresses mostly hold names.
-- share: 0.3
select count_if(not email_of(email, "firstName", "lastName")), count(*) from "User";

-- name: inviter_of_account
-- kind: diamond
-- why: One is invited by a colleague.
-- share: 0
select count_if(u."accountId" <> i."accountId"), count(*) from "User" u join "User" i on i.id = u."invitedById";

-- name: inviter_was_there_before
-- kind: order
-- why: Who invites was there before, and nobody invites himself.
-- share: 0
select count_if(i."createdAt" > u."createdAt" or i.id = u.id), count(*) from "User" u join "User" i on i.id = u."invitedById";

-- name: one_owner
-- kind: unique
-- why: An account has one owner, seldom two.
-- share: 0.15
select count_if(owners > 2), count(*) from (select count_if(role = 'owner') as owners from "User" group by "accountId");

-- name: members_are_common
-- kind: share
-- why: Owners and administrators are fewer than others.
-- share: 0.6
select count_if(role in ('owner', 'admin')), count(*) from "User";

-- name: verified_has_time
-- kind: status
-- why: A verified address has a time of verification.
-- share: 0
select count_if("emailVerified" <> ("emailVerifiedAt" is not null)), count(*) from "User";

-- name: user_times
-- kind: order
-- why: Verified, logged in, deactivated after being created.
-- share: 0
select count_if(least("emailVerifiedAt", "lastLoginAt", "deactivatedAt") < "createdAt"), count(*) from "User";

-- name: no_login_when_deactivated
-- kind: order
-- why: Nobody logs in after being deactivated.
-- share: 0
select count_if("lastLoginAt" > "deactivatedAt"), count(*) from "User" where "deactivatedAt" is not null;

-- name: most_verified
-- kind: share
-- why: Most addresses are verified.
-- share: 0.5
select count_if(not "emailVerified"), count(*) from "User";

-- name: failed_logins
-- kind: share
-- why: Most have no failed logins.
-- share: 0.5
select count_if("failedLoginCount" > 3), count(*) from "User";

-- name: avatar
-- kind: code
-- why: A picture has an address on the web.
-- share: 0
select count_if(not url_ok("avatarUrl")), count(*) from "User" where "avatarUrl" is not null;

-- name: locale
-- kind: code
-- why: A locale is like en-US.
-- share: 0
select count_if(not regexp_full_match(locale, '[a-z]{2}([-_][A-Z]{2})?')), count(*) from "User";

-- name: few_plans
-- kind: level
-- why: There are three to thirty plans.
-- share: 0
select (count(*) not between 2 and 40)::integer, 1 from "Plan";

-- name: yearly_is_cheaper
-- kind: range
-- why: A year costs at most twelve months, and at least six.
-- share: 0
select count_if("yearlyPrice" > 12 * "monthlyPrice" or "yearlyPrice" < 6 * "monthlyPrice"), count(*) from "Plan";

-- name: plan_prices
-- kind: magnitude
-- why: A plan costs 0 to 5,000 a month.
-- share: 0
select count_if("monthlyPrice" not between 0 and 5000), count(*) from "Plan";

-- name: plan_names
-- kind: text
-- why: Plans are called Free, Pro, Business.
-- share: 0.3
select count_if(not regexp_matches(lower(name), 'free|basic|start|pro|business|enterprise|team|plus|premium|standard|growth|scale|essential|lite|advanced|ultimate|solo|personal|silver|gold|bronze|platinum|trial|hobby|developer|unlimited|core|agency')),
  count(*) from "Plan";

-- name: larger_plans_cost_more
-- kind: magnitude
-- why: More storage costs more.
-- share: 0
select coalesce(corr("storageGb", "monthlyPrice") < 0, false)::integer, 1 from "Plan";

-- name: trial_days
-- kind: magnitude
-- why: A trial takes 0 to 90 days.
-- share: 0
select count_if("trialDays" not between 0 and 90), count(*) from "Plan";

-- name: feature_keys
-- kind: code
-- why: A key is letters with points, hyphens or underscores.
-- share: 0
select count_if(not regexp_full_match(key, '[A-Za-z][A-Za-z0-9_.:-]+')), count(*) from "Feature";

-- name: feature_names
-- kind: text
-- why: A feature has a name in words.
-- share: 0
select count_if(not speaks(name)), count(*) from "Feature";

-- name: subscription_after_account
-- kind: life
-- why: One subscribes after having registered.
-- share: 0
select count_if(s."startedAt" < a."createdAt"), count(*) from "Subscription" s join "Account" a on a.id = s."accountId";

-- name: subscription_times
-- kind: order
-- why: Start, trial's end, period; cancelled after started.
-- share: 0
select count_if("trialEndsAt" < "startedAt" or "currentPeriodStart" < "startedAt" or "canceledAt" < "startedAt"), count(*) from "Subscription";

-- name: period_by_cycle
-- kind: formula
-- why: The period is a month or a year, as the cycle says.
-- share: 0.03
select count_if(days_between("currentPeriodStart", "currentPeriodEnd") not between
  (case "billingCycle" when 'monthly' then 27 else 360 end) and (case "billingCycle" when 'monthly' then 32 else 367 end)), count(*) from "Subscription";

-- name: trial_length
-- kind: formula
-- why: A trial takes as many days as the plan says.
-- share: 0.1
select count_if(abs(days_between(s."startedAt", s."trialEndsAt") - p."trialDays") > 1), count(*)
from "Subscription" s join "Plan" p on p.id = s."planId" where s."trialEndsAt" is not null;

-- name: price_by_plan
-- kind: formula
-- why: The price is that of the plan for the cycle, as the comment says.
-- share: 0.1
select count_if(abs(s."unitPrice" - case s."billingCycle" when 'monthly' then p."monthlyPrice" else p."yearlyPrice" end) > 0.01), count(*)
from "Subscription" s join "Plan" p on p.id = s."planId";

-- name: seats_within_plan
-- kind: range
-- why: There are not more seats than the plan has.
-- share: 0.02
select count_if(s.seats > p."maxSeats"), count(*) from "Subscription" s join "Plan" p on p.id = s."planId" where p."maxSeats" is not null;

-- name: seats
-- kind: magnitude
-- why: Most subscriptions have fewer than a hundred seats.
-- share: 0.3
select count_if(seats > 100), count(*) from "Subscription";

-- name: cancelled_has_time
-- kind: status
-- why: What is cancelled has a time, what is active none; a reason only when cancelled.
-- share: 0
select count_if((status = 'canceled' and "canceledAt" is null) or (status in ('trialing', 'active') and "canceledAt" is not null)
  or ("cancelReason" is not null and "canceledAt" is null)), count(*) from "Subscription";

-- name: trialing_has_trial
-- kind: status
-- why: Who is on trial has an end of the trial.
-- share: 0
select count_if("trialEndsAt" is null), count(*) from "Subscription" where status = 'trialing';

-- name: most_subscriptions_active
-- kind: share
-- why: Past due is rare.
-- share: 0.2
select count_if(status = 'past_due'), count(*) from "Subscription";

-- name: one_active_subscription
-- kind: unique
-- why: An account has one running subscription, seldom more.
-- share: 0.1
select count_if(many > 1), count(*)
from (select count(*) as many from "Subscription" where status in ('trialing', 'active', 'past_due') group by "accountId");

-- name: card_fields
-- kind: status
-- why: Card fields stand at cards, the IBAN at direct debits.
-- share: 0
select count_if((kind = 'card') <> ("cardLast4" is not null) or (kind = 'card') <> ("cardBrand" is not null)
  or (kind = 'sepa') <> (iban is not null)), count(*) from "PaymentMethod";

-- name: card_digits
-- kind: code
-- why: The last four of a card are digits.
-- share: 0
select count_if(not regexp_full_match("cardLast4", '\d{4}')), count(*) from "PaymentMethod" where "cardLast4" is not null;

-- name: card_brands
-- kind: text
-- why: Cards are of known brands.
-- share: 0.1
select count_if(not regexp_matches(lower("cardBrand"), 'visa|master|amex|american|discover|diners|jcb|union|maestro|cirrus|elo')), count(*)
from "PaymentMethod" where "cardBrand" is not null;

-- name: card_expiry
-- kind: range
-- why: A card expires after it was added, within ten years.
-- share: 0
select count_if("cardExpYear" not between year("createdAt") and year("createdAt") + 10), count(*)
from "PaymentMethod" where "cardExpYear" is not null;

-- name: iban_valid
-- kind: code
-- why: The check digits of an IBAN come out right.
-- share: 0
select count_if(not iban_ok(iban)), count(*) from "PaymentMethod" where iban is not null;

-- name: one_default_method
-- kind: unique
-- why: An account has one default way to pay.
-- share: 0
select count_if(many > 1), count(*) from (select count_if("isDefault") as many from "PaymentMethod" group by "accountId");

-- name: invoice_account_of_subscription
-- kind: diamond
-- why: The bill goes to the account that has subscribed.
-- share: 0
select count_if(i."accountId" <> s."accountId"), count(*) from "Invoice" i join "Subscription" s on s.id = i."subscriptionId";

-- name: invoice_currency_of_account
-- kind: money
-- why: The bill is in the account's currency.
-- share: 0
select count_if(i.currency <> a.currency), count(*) from "Invoice" i join "Account" a on a.id = i."accountId";

-- name: invoice_subtotal
-- kind: sum
-- why: The subtotal is the sum of the lines.
-- share: 0
select count_if(abs(i.subtotal - coalesce(l.amount, 0)) > 0.01), count(*)
from "Invoice" i left join (select "invoiceId", sum(amount) as amount from "InvoiceLine" group by "invoiceId") l on l."invoiceId" = i.id;

-- name: invoice_tax
-- kind: formula
-- why: The tax is the rate of the subtotal.
-- share: 0
select count_if(abs(tax - subtotal * "taxRate") > 0.011), count(*) from "Invoice";

-- name: invoice_total
-- kind: formula
-- why: The total is the subtotal plus tax.
-- share: 0
select count_if(abs(total - subtotal - tax) > 0.01), count(*) from "Invoice";

-- name: tax_rate
-- kind: magnitude
-- why: A tax rate is 0 to 0.27.
-- share: 0
select count_if("taxRate" not between 0 and 0.27), count(*) from "Invoice";

-- name: paid_in_full
-- kind: status
-- why: A paid bill is paid in full and has a time; an open one has none.
-- share: 0
select count_if((status = 'paid') <> ("paidAt" is not null) or (status = 'paid' and abs("amountPaid" - total) > 0.01)
  or (status in ('draft', 'void') and "amountPaid" > 0)), count(*) from "Invoice";

-- name: amount_paid_within_total
-- kind: range
-- why: Nobody pays more than the total.
-- share: 0
select count_if("amountPaid" not between 0 and total), count(*) from "Invoice";

-- name: draft_is_not_issued
-- kind: status
-- why: A draft has not been issued, what is open or paid has.
-- share: 0
select count_if((status = 'draft') <> ("issuedAt" is null)), count(*) from "Invoice" where status <> 'void';

-- name: invoice_times
-- kind: order
-- why: Issued, due, paid in this order, a bill's period ends after it begins.
-- share: 0
select count_if("dueAt" < "issuedAt" or "paidAt" < "issuedAt" or "periodEnd" <= "periodStart"), count(*) from "Invoice";

-- name: invoice_period
-- kind: duration
-- why: A bill is of a month or a year.
-- share: 0.03
select count_if(days_between("periodStart", "periodEnd") not between 1 and 367), count(*) from "Invoice";

-- name: invoice_after_subscription
-- kind: life
-- why: Nobody is billed for a time before subscribing.
-- share: 0
select count_if(i."periodStart"::date < s."startedAt"::date), count(*) from "Invoice" i join "Subscription" s on s.id = i."subscriptionId";

-- name: due_days
-- kind: duration
-- why: A bill is due within 90 days.
-- share: 0.01
select count_if(days_between("issuedAt", "dueAt") > 90), count(*) from "Invoice" where "dueAt" is not null and "issuedAt" is not null;

-- name: most_invoices_paid
-- kind: share
-- why: Most bills are paid, few are void.
-- share: 0.2
select count_if(status = 'void'), count(*) from "Invoice";

-- name: line_amount
-- kind: formula
-- why: A line is quantity times price.
-- share: 0
select count_if(abs(amount - quantity * "unitPrice") > 0.01), count(*) from "InvoiceLine";

-- name: line_positions
-- kind: code
-- why: Lines are numbered 0 or 1 upwards without a gap.
-- share: 0
select count_if(first not in (0, 1) or last - first + 1 <> many), count(*)
from (select min(position) as first, max(position) as last, count(*) as many from "InvoiceLine" group by "invoiceId");

-- name: line_texts
-- kind: text
-- why: A line says in words what is billed.
-- share: 0.02
select count_if(not speaks(description)), count(*) from "InvoiceLine";

-- name: invoice_amounts
-- kind: magnitude
-- why: A subscription's bill is seldom above a hundred thousand.
-- share: 0.03
select count_if(total not between 0 and 200000), count(*) from "Invoice";

-- name: project_owner_of_account
-- kind: diamond
-- why: The owner of a project is of its account.
-- share: 0
select count_if(p."accountId" <> u."accountId"), count(*) from "Project" p join "User" u on u.id = p."ownerId";

-- name: usage_of_account
-- kind: diamond
-- why: User and project of a record are of its account.
-- share: 0
select count_if(r."accountId" <> u."accountId" or r."accountId" <> p."accountId"), count(*)
from "UsageRecord" r left join "User" u on u.id = r."userId" left join "Project" p on p.id = r."projectId";

-- name: key_of_account
-- kind: diamond
-- why: Who made a key is of its account.
-- share: 0
select count_if(k."accountId" <> u."accountId"), count(*) from "ApiKey" k join "User" u on u.id = k."createdById";

-- name: actor_of_account
-- kind: diamond
-- why: Who acts in an account is of it.
-- share: 0
select count_if(l."accountId" <> u."accountId"), count(*) from "AuditLog" l join "User" u on u.id = l."actorId";

-- name: archived_has_time
-- kind: status
-- why: An archived project has a time of it.
-- share: 0
select count_if("isArchived" <> ("archivedAt" is not null)), count(*) from "Project";

-- name: archived_after_created
-- kind: order
-- why: Archived after made.
-- share: 0
select count_if("archivedAt" < "createdAt"), count(*) from "Project" where "archivedAt" is not null;

-- name: most_projects_live
-- kind: share
-- why: Most projects are not archived.
-- share: 0.5
select count_if("isArchived"), count(*) from "Project";

-- name: project_color
-- kind: code
-- why: A colour is # and six hexadecimal digits.
-- share: 0
select count_if(not hex_color_ok(color)), count(*) from "Project";

-- name: project_names
-- kind: text
-- why: Projects have names.
-- share: 0.02
select count_if(not speaks(name)), count(*) from "Project";

-- name: slug_of_name
-- kind: code
-- why: The slug is the name in small letters with hyphens.
-- share: 0.1
select count_if(not regexp_full_match(slug, '[a-z0-9]+(-[a-z0-9]+)*')
  or not contains(regexp_replace(slug, '[^a-z]', '', 'g'), substr(plain(name), 1, 4))), count(*) from "Project";

-- name: errors_within_calls
-- kind: range
-- why: There are not more errors than calls.
-- share: 0
select count_if(errors > "apiCalls"), count(*) from "UsageRecord";

-- name: errors_are_rare
-- kind: share
-- why: Most calls succeed.
-- share: 0.2
select coalesce(sum(errors), 0), greatest(sum("apiCalls"), 1) from "UsageRecord";

-- name: latency_order
-- kind: range
-- why: The 95th percentile is not below the average, hardly ever.
-- share: 0.02
select count_if("p95LatencyMs" < "avgLatencyMs"), count(*) from "UsageRecord" where "avgLatencyMs" is not null and "p95LatencyMs" is not null;

-- name: latencies
-- kind: magnitude
-- why: A call takes a millisecond to half a minute.
-- share: 0.02
select count_if("avgLatencyMs" not between 0.5 and 30000), count(*) from "UsageRecord" where "avgLatencyMs" is not null;

-- name: usage_after_account
-- kind: life
-- why: Nobody uses an account before it exists.
-- share: 0
select count_if(r.day < a."createdAt"::date), count(*) from "UsageRecord" r join "Account" a on a.id = r."accountId";

-- name: key_times
-- kind: order
-- why: A key expires, is used and revoked after it was made.
-- share: 0
select count_if(least("expiresAt", "lastUsedAt", "revokedAt") < "createdAt" or "lastUsedAt" > "revokedAt"), count(*) from "ApiKey";

-- name: key_names
-- kind: text
-- why: A key's name is no filler.
-- share: 0
select count_if(placeholder(name)), count(*) from "ApiKey";

-- name: few_keys_revoked
-- kind: share
-- why: Most keys are not revoked.
-- share: 0.5
select count_if("revokedAt" is not null), count(*) from "ApiKey";

-- name: actions
-- kind: text
-- why: An action is a verb of the application, one of a few dozen.
-- share: 0
select count_if(placeholder(action) or not regexp_matches(action, '[a-z]{3}')) + (count(distinct action) > 200)::integer, count(*) from "AuditLog";

-- name: action_address
-- kind: code
-- why: An IP address is one.
-- share: 0
select count_if(not ip_ok("ipAddress")), count(*) from "AuditLog" where "ipAddress" is not null;

-- name: user_agents
-- kind: text
-- why: A browser names itself Mozilla or by a name and version.
-- share: 0.02
select count_if(not regexp_matches("userAgent", '[A-Za-z-]+/\d')), count(*) from "AuditLog" where "userAgent" is not null;

-- name: actor_existed
-- kind: life
-- why: Nobody acts before being created.
-- share: 0
select count_if(l."occurredAt" < u."createdAt"), count(*) from "AuditLog" l join "User" u on u.id = l."actorId";

-- name: nothing_in_the_future
-- kind: future
-- why: Logins, payments and actions of tomorrow do not exist.
-- share: 0
select (select count_if("lastLoginAt" > this_moment() or "createdAt" > this_moment()) from "User") + (select count_if("paidAt" > this_moment()) from "Invoice")
  + (select count_if("occurredAt" > this_moment()) from "AuditLog") + (select count_if(day > today()) from "UsageRecord"),
  (select count(*) from "User") + (select count(*) from "Invoice") + (select count(*) from "AuditLog") + (select count(*) from "UsageRecord");

-- name: heavy_users
-- kind: skew
-- why: A few accounts make a large part of the calls.
-- share: 0
select (max(calls) < 2.5 * avg(calls))::integer, 1 from (select sum("apiCalls") as calls from "UsageRecord" group by "accountId");

-- name: levels
-- kind: level
-- why: More users than accounts, more lines than bills.
-- share: 0
select ((select count(*) from "User") < (select count(*) from "Account"))::integer
  + ((select count(*) from "InvoiceLine") < (select count(*) from "Invoice"))::integer
  + ((select count(*) from "Plan") > (select count(*) from "Account"))::integer, 3;

-- name: keys_rise_with_time
-- kind: growth
-- why: Later entries of the log have later keys.
-- share: 0
select (corr(id, epoch("occurredAt")) < 0.5)::integer, 1 from "AuditLog";
