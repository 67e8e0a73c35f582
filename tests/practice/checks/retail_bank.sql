-- name: transaction_booked_after
-- kind: order
-- why: A payment is booked on the day it is made or a few days later, never before.
-- share: 0.01
select count_if(bkg_dt not between txn_ts::date and txn_ts::date + 7), count(*) from txn;

-- name: value_date_near_booking
-- kind: duration
-- why: The value date lies within a few days of the booking.
-- share: 0.01
select count_if(abs(days_between(bkg_dt, val_dt)) > 7), count(*) from txn;

-- name: transaction_within_account
-- kind: life
-- why: Nobody pays from an account before it is opened or after it is closed.
-- share: 0
select count_if(t.txn_ts::date < a.opn_dt or t.txn_ts::date > a.cls_dt), count(*)
from txn t join acct a using (acct_id);

-- name: transaction_within_card
-- kind: life
-- why: A card pays between its issue and its expiry.
-- share: 0
select count_if(t.txn_ts::date < c.iss_dt or t.txn_ts::date > c.exp_dt), count(*)
from txn t join card c using (card_id);

-- name: account_after_customer
-- kind: life
-- why: The account is opened when or after its owner becomes a customer.
-- share: 0
select count_if(a.opn_dt < c.cust_since_dt), count(*) from acct a join cust c using (cust_id);

-- name: account_while_product_sold
-- kind: life
-- why: A product that is not on sale yet, or no more, opens no account.
-- share: 0.01
select count_if(a.opn_dt < p.sale_from_dt or a.opn_dt > p.sale_to_dt), count(*)
from acct a join prod p using (prod_cd);

-- name: card_issued_after_account
-- kind: life
-- why: The card comes after the account it belongs to.
-- share: 0
select count_if(c.iss_dt < a.opn_dt), count(*) from card c join acct a using (acct_id);

-- name: card_runs_years
-- kind: duration
-- why: Cards are valid for two to six years.
-- share: 0.02
select count_if(years_between(iss_dt, exp_dt) not between 1.9 and 6.2), count(*) from card;

-- name: customer_is_grown
-- kind: age
-- why: Customers are alive and of an age to have an account: children's accounts are few.
-- share: 0.1
select count_if(years_between(birth_dt, cust_since_dt) not between 16 and 90), count(*) from cust;

-- name: customer_born
-- kind: age
-- why: Nobody becomes a customer before birth, and nobody is older than 110.
-- share: 0
select count_if(cust_since_dt < birth_dt or years_between(birth_dt, coalesce(dcsd_dt, today())) > 110), count(*)
from cust;

-- name: few_customers_dead
-- kind: share
-- why: A date of death stands at a few customers only.
-- share: 0.12
select count_if(dcsd_dt is not null), count(*) from cust;

-- name: death_after_joining
-- kind: order
-- why: The date of death follows birth and the start of the relation, and is not in the future.
-- share: 0
select count_if(dcsd_dt is not null and (dcsd_dt < birth_dt or dcsd_dt < cust_since_dt or dcsd_dt > today())), count(*)
from cust;

-- name: nothing_in_the_future
-- kind: future
-- why: What has happened carries no date of tomorrow.
-- share: 0
select (select count_if(txn_ts > this_moment()) from txn) + (select count_if(opn_dt > today()) from acct)
  + (select count_if(iss_dt > today()) from card) + (select count_if(hire_dt > today()) from emp),
  (select count(*) from txn) + (select count(*) from acct) + (select count(*) from card) + (select count(*) from emp);

-- name: available_balance
-- kind: formula
-- why: Available is the balance plus the overdraft limit, as the comment says.
-- share: 0
select count_if(abs(avl_bal_amt - cur_bal_amt - ovdrft_lim_amt) > 0.01), count(*) from acct;

-- name: balance_within_overdraft
-- kind: range
-- why: The balance rarely falls below the limit that was granted.
-- share: 0.03
select count_if(cur_bal_amt < -ovdrft_lim_amt), count(*) from acct;

-- name: closed_account_empty
-- kind: status
-- why: A closed account holds no money.
-- share: 0.02
select count_if(abs(cur_bal_amt) > 0.01), count(*) from acct where acct_stat = 'CLOSED';

-- name: most_accounts_active
-- kind: share
-- why: At least half of the accounts are active.
-- share: 0.5
select count_if(acct_stat <> 'ACTIVE'), count(*) from acct;

-- name: account_branch_of_customer
-- kind: diamond
-- why: The account is kept at the branch of its customer, as the comment says.
-- share: 0
select count_if(a.brn_id <> c.brn_id), count(*) from acct a join cust c using (cust_id);

-- name: card_customer_holds_account
-- kind: diamond
-- why: A card bears the owner or a holder of its account.
-- share: 0
select count_if(c.cust_id <> a.cust_id
  and not exists (select 1 from acct_hldr h where h.acct_id = c.acct_id and h.cust_id = c.cust_id)), count(*)
from card c join acct a using (acct_id);

-- name: transaction_card_of_account
-- kind: diamond
-- why: The card that pays draws on the account that is charged.
-- share: 0
select count_if(t.acct_id <> c.acct_id), count(*) from txn t join card c using (card_id);

-- name: loan_account_of_customer
-- kind: diamond
-- why: Instalments are taken from an account of the borrower.
-- share: 0
select count_if(l.cust_id <> a.cust_id), count(*) from loan l join acct a on a.acct_id = l.pay_acct_id;

-- name: manager_in_branch
-- kind: diamond
-- why: Most managers sit in the branch of those they lead.
-- share: 0.5
select count_if(e.brn_id <> m.brn_id), count(*) from emp e join emp m on m.emp_id = e.mgr_emp_id;

-- name: no_one_leads_oneself
-- kind: status
-- why: Nobody is his own manager.
-- share: 0
select count_if(mgr_emp_id = emp_id), count(*) from emp;

-- name: card_payment_has_card_and_merchant
-- kind: status
-- why: A card payment names its card and the shop; a salary or a fee names no card.
-- share: 0.02
select count_if((txn_typ = 'CARD' and (card_id is null or mrch_id is null))
  or (txn_typ in ('FEE', 'SALARY', 'TRANSFER') and card_id is not null)), count(*) from txn;

-- name: sign_of_the_amount
-- kind: formula
-- why: A salary is money that comes in; cards, cash and fees take money out.
-- share: 0.05
select count_if((txn_typ = 'SALARY' and amt <= 0) or (txn_typ in ('CARD', 'CASH', 'FEE', 'DEBIT') and amt > 0)), count(*)
from txn;

-- name: transaction_currency_of_account
-- kind: money
-- why: The account is booked in its own currency.
-- share: 0.02
select count_if(t.ccy_cd <> a.ccy_cd), count(*) from txn t join acct a using (acct_id);

-- name: accounts_mostly_in_one_currency
-- kind: money
-- why: A retail bank keeps nearly all accounts in its own currency.
-- share: 0.3
select count_if(ccy_cd <> (select mode(ccy_cd) from acct)), count(*) from acct;

-- name: iban_valid
-- kind: code
-- why: The check digits of an IBAN come out right.
-- share: 0
select count_if(not iban_ok(iban)), count(*) from acct;

-- name: iban_of_bank_country
-- kind: money
-- why: IBAN and BIC are of the same country.
-- share: 0.01
select count_if(substr(iban, 1, 2) <> substr(bic, 5, 2)), count(*) from acct;

-- name: bic_shape
-- kind: code
-- why: A BIC has eight or eleven signs.
-- share: 0
select count_if(not bic_ok(bic)), count(*) from acct;

-- name: one_bank_one_bic
-- kind: code
-- why: All accounts of one bank have its BIC, but for branches.
-- share: 0
select (count(distinct substr(bic, 1, 8)) > 5)::integer, 1 from acct;

-- name: card_number_valid
-- kind: code
-- why: The last digit of a card number is its check digit.
-- share: 0
select count_if(not luhn_ok(pan)), count(*) from card;

-- name: card_name_of_customer
-- kind: person
-- why: The embossed name is the customer's.
-- share: 0.02
select count_if(not contains(plain(c.emb_nm), substr(plain(k.last_nm), 1, 6))), count(*)
from card c join cust k using (cust_id);

-- name: salutation_fits_gender
-- kind: person
-- why: A man is no Mrs.
-- share: 0
select count_if((salut = 'Mr') <> (gndr_cd = 'M')), count(*) from cust;

-- name: first_name_fits_gender
-- kind: person
-- why: A Mary is a woman and a James a man.
-- share: 0.03
select count_if((female_name(frst_nm) and gndr_cd = 'M') or (male_name(frst_nm) and gndr_cd = 'F')), count(*)
from cust;

-- name: email_of_customer
-- kind: person
-- why: Most people have their name in their address.
-- share: 0.4
select count_if(not email_of(email_addr, frst_nm, last_nm)), count(*) from cust where email_addr is not null;

-- name: branch_employee_email
-- kind: person
-- why: A bank's staff have addresses made of their names.
-- share: 0.05
select count_if(not email_of(email_addr, frst_nm, last_nm)), count(*) from emp;

-- name: postcode_of_country
-- kind: place
-- why: The postcode has the form of its country.
-- share: 0.01
select count_if(not postcode_of(post_cd, ctry_cd)), count(*) from cust;

-- name: city_in_country
-- kind: place
-- why: Everybody knows where Paris is.
-- share: 0.02
select count_if(known_country(city) <> ctry_cd), count(*) from cust;

-- name: mobile_of_country
-- kind: money
-- why: Most customers have a number of the country they live in.
-- share: 0.15
select count_if(not phone_of(mob_no, ctry_cd)), count(*) from cust where mob_no is not null;

-- name: loan_dates_in_order
-- kind: order
-- why: Apply, be approved, get the money, pay it back.
-- share: 0
select count_if(appr_dt < appl_dt or disb_dt < appr_dt or mat_dt < disb_dt), count(*) from loan;

-- name: loan_status_fits_dates
-- kind: status
-- why: What is only applied for or rejected was not paid out; what runs was.
-- share: 0
select count_if((loan_stat in ('APPLIED', 'REJECTED') and disb_dt is not null)
  or (loan_stat in ('ACTIVE', 'PAID_OFF', 'DEFAULTED') and disb_dt is null)), count(*) from loan;

-- name: loan_maturity_by_term
-- kind: formula
-- why: A loan matures as many months after the payout as its term says.
-- share: 0.02
select count_if(abs(days_between(disb_dt, mat_dt) - term_mths * 30.44) > 62), count(*)
from loan where disb_dt is not null and mat_dt is not null;

-- name: loan_outstanding
-- kind: range
-- why: What is owed is at most what was lent, and nothing when paid off.
-- share: 0.01
select count_if(out_bal_amt > prin_amt * 1.1 or out_bal_amt < 0 or (loan_stat = 'PAID_OFF' and out_bal_amt > 0)), count(*)
from loan;

-- name: loan_rates
-- kind: magnitude
-- why: Interest in percent a year is between 0 and 20.
-- share: 0.01
select count_if(int_rate_pct not between 0 and 20), count(*) from loan;

-- name: loan_amount_by_kind
-- kind: magnitude
-- why: Mortgages are larger than consumer loans.
-- share: 0
select ((select median(prin_amt) from loan where loan_typ = 'MORTGAGE')
  < 2 * (select median(prin_amt) from loan where loan_typ = 'CONSUMER'))::integer, 1;

-- name: instalment_plausible
-- kind: formula
-- why: The instalments pay back the principal over the term, and no double of it.
-- share: 0.02
select count_if(mth_inst_amt * term_mths not between prin_amt * 0.95 and prin_amt * 3.5), count(*) from loan;

-- name: instalments_follow_each_other
-- kind: order
-- why: A later instalment is due later.
-- share: 0
select count_if(due_dt <= before), count(*)
from (select due_dt, lag(due_dt) over (partition by loan_id order by inst_no) as before from loan_inst);

-- name: instalments_count_from_one
-- kind: code
-- why: Instalments are numbered 1, 2, 3 without a gap.
-- share: 0
select count_if(last <> many or first <> 1), count(*)
from (select max(inst_no) as last, min(inst_no) as first, count(*) as many from loan_inst group by loan_id);

-- name: days_past_due
-- kind: formula
-- why: Days past due are the days from the due date to the payment.
-- share: 0
select count_if(dpd_cnt <> greatest(0, days_between(due_dt, paid_dt))), count(*)
from loan_inst where paid_dt is not null;

-- name: instalments_mostly_in_time
-- kind: share
-- why: Most instalments are paid in time.
-- share: 0.4
select count_if(dpd_cnt > 5), count(*) from loan_inst;

-- name: political_exposure_is_rare
-- kind: share
-- why: Hardly anybody is politically exposed.
-- share: 0.05
select count_if(pep_flg), count(*) from cust;

-- name: blocking_time
-- kind: status
-- why: A time of blocking stands exactly where the card is blocked.
-- share: 0
select count_if(blk_flg <> (blk_ts is not null)), count(*) from card;

-- name: reversals_are_rare
-- kind: share
-- why: Few payments are reversed.
-- share: 0.08
select count_if(rvrsd_flg), count(*) from txn;

-- name: incomes_plausible
-- kind: magnitude
-- why: A year's income is between a few thousand and a few hundred thousand.
-- share: 0.05
select count_if(ann_incm_amt not between 4000 and 500000), count(*) from cust where ann_incm_amt is not null;

-- name: payments_mostly_small
-- kind: magnitude
-- why: Half of the card payments are below 150.
-- share: 0.5
select count_if(abs(amt) > 150), count(*) from txn where txn_typ = 'CARD';

-- name: levels
-- kind: level
-- why: There are far more customers than branches, more transactions than accounts, and few products.
-- share: 0
select ((select count(*) from cust) < 5 * (select count(*) from brn))::integer
  + ((select count(*) from txn) < (select count(*) from acct))::integer
  + ((select count(*) from prod) > 100)::integer, 3;

-- name: busy_accounts
-- kind: skew
-- why: Some accounts are used far more than the average.
-- share: 0
select (max(many) < 2 * avg(many))::integer, 1 from (select count(*) as many from txn group by acct_id);

-- name: branch_names_are_places
-- kind: text
-- why: A branch is named after its place, in words.
-- share: 0.02
select count_if(not speaks(brn_nm)), count(*) from brn;

-- name: product_names
-- kind: text
-- why: A product is called an account, a deposit, savings, or with such a word.
-- share: 0.4
select count_if(not regexp_matches(lower(prod_nm),
  'account|saving|deposit|current|checking|plus|premium|basic|student|gold|classic|junior|money|fixed|konto|giro|spar')), count(*)
from prod;

-- name: job_titles
-- kind: text
-- why: Job titles are words that people have on their cards.
-- share: 0.02
select count_if(not speaks(job_ttl) or regexp_matches(job_ttl, '\d')), count(*) from emp;

-- name: remittance_texts
-- kind: text
-- why: The reference line is no Latin.
-- share: 0.02
select count_if(placeholder(rmt_info)), count(*) from txn where rmt_info is not null;

-- name: merchant_category
-- kind: code
-- why: Merchant category codes are four digits.
-- share: 0
select count_if(not regexp_full_match(mcc, '\d{4}')), count(*) from mrch;

-- name: numbers_rise_with_time
-- kind: growth
-- why: Transaction numbers are given out one after the other.
-- share: 0
select (corr(txn_id, epoch(txn_ts)) < 0.5)::integer, 1 from txn;
