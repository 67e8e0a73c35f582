-- name: reported_after_loss
-- kind: order
-- why: A loss is reported after it has happened.
-- share: 0
select count_if(clm_reported_at < clm_loss_at), count(*) from claim;

-- name: reported_within_a_year
-- kind: duration
-- why: Most losses are reported within weeks, hardly any after a year.
-- share: 0.05
select count_if(days_between(clm_loss_at, clm_reported_at) > 180), count(*) from claim;

-- name: closed_after_reported
-- kind: order
-- why: A claim is closed after it was reported.
-- share: 0
select count_if(clm_closed_at < clm_reported_at), count(*) from claim where clm_closed_at is not null;

-- name: settled_in_years
-- kind: duration
-- why: A claim takes days to five years.
-- share: 0.03
select count_if(days_between(clm_reported_at, clm_closed_at) > 1830), count(*) from claim where clm_closed_at is not null;

-- name: closed_has_date
-- kind: status
-- why: A closed claim has a date of it, one under review none.
-- share: 0
select count_if((clm_status = 'closed' and clm_closed_at is null) or (clm_status in ('reported', 'in review') and clm_closed_at is not null)), count(*) from claim;

-- name: loss_within_policy
-- kind: life
-- why: What is covered happens while the policy is in force.
-- share: 0.02
select count_if(c.clm_loss_at::date < p.pol_effective_from or c.clm_loss_at::date > least(p.pol_expires_on, coalesce(p.pol_cancelled_on, p.pol_expires_on))), count(*)
from claim c join policy p on p.pol_id = c.clm_pol_id;

-- name: no_claims_on_quotes
-- kind: status
-- why: A quote has no claims.
-- share: 0
select count_if(p.pol_status = 'quoted'), count(*) from claim c join policy p on p.pol_id = c.clm_pol_id;

-- name: vehicle_of_policy
-- kind: diamond
-- why: The damaged vehicle is insured by the policy.
-- share: 0
select count_if(c.clm_pol_id <> v.veh_pol_id), count(*) from claim c join vehicle v on v.veh_id = c.clm_veh_id;

-- name: property_of_policy
-- kind: diamond
-- why: The damaged house is insured by the policy.
-- share: 0
select count_if(c.clm_pol_id <> h.prp_pol_id), count(*) from claim c join property h on h.prp_id = c.clm_prp_id;

-- name: one_object_a_claim
-- kind: status
-- why: A claim is about a vehicle or about a house.
-- share: 0
select count_if(clm_veh_id is not null and clm_prp_id is not null), count(*) from claim;

-- name: object_by_line
-- kind: diamond
-- why: Motor policies insure vehicles, home policies houses.
-- share: 0
select (select count_if(d.prd_line <> 'motor') from vehicle v join policy p on p.pol_id = v.veh_pol_id join product d on d.prd_id = p.pol_prd_id)
  + (select count_if(d.prd_line <> 'home') from property h join policy p on p.pol_id = h.prp_pol_id join product d on d.prd_id = p.pol_prd_id),
  (select count(*) from vehicle) + (select count(*) from property);

-- name: cause_by_object
-- kind: status
-- why: Houses do not collide, and vehicles have no burst pipes.
-- share: 0.02
select count_if((clm_prp_id is not null and clm_cause = 'collision') or (clm_veh_id is not null and clm_cause = 'water')), count(*) from claim;

-- name: deductible_of_policy
-- kind: formula
-- why: The deductible of the claim is that of its policy.
-- share: 0
select count_if(abs(c.clm_deductible - p.pol_deductible) > 0.01), count(*) from claim c join policy p on p.pol_id = c.clm_pol_id;

-- name: approved_within_sum_insured
-- kind: range
-- why: Not more is approved than is insured.
-- share: 0.01
select count_if(c.clm_approved_amount > p.pol_sum_insured), count(*) from claim c join policy p on p.pol_id = c.clm_pol_id where c.clm_approved_amount is not null;

-- name: approved_near_estimate
-- kind: range
-- why: Seldom more is approved than was estimated twice over.
-- share: 0.05
select count_if(clm_approved_amount > 2 * clm_estimated_amount), count(*) from claim where clm_approved_amount is not null;

-- name: paid_within_approved
-- kind: range
-- why: Not more is paid than was approved.
-- share: 0.01
select count_if(clm_paid_amount > clm_approved_amount), count(*) from claim where clm_approved_amount is not null;

-- name: paid_is_sum_of_payments
-- kind: sum
-- why: What is paid is the sum of the payments.
-- share: 0
select count_if(abs(c.clm_paid_amount - coalesce(y.total, 0)) > 0.01), count(*)
from claim c left join (select pay_clm_id, sum(pay_amount) as total from claim_payment group by pay_clm_id) y on y.pay_clm_id = c.clm_id;

-- name: nothing_paid_when_rejected
-- kind: status
-- why: A rejected claim is not paid, nor one that is only reported.
-- share: 0
select count_if(clm_paid_amount > 0), count(*) from claim where clm_status in ('rejected', 'reported');

-- name: approved_has_amount
-- kind: status
-- why: What is approved or paid has an approved amount, what is reported none.
-- share: 0
select count_if((clm_status in ('approved', 'paid') and clm_approved_amount is null) or (clm_status = 'reported' and clm_approved_amount is not null)), count(*) from claim;

-- name: paid_has_payment
-- kind: status
-- why: A paid claim has been paid.
-- share: 0
select count_if(clm_paid_amount <= 0), count(*) from claim where clm_status = 'paid';

-- name: few_rejected
-- kind: share
-- why: A minority is rejected.
-- share: 0.35
select count_if(clm_status = 'rejected'), count(*) from claim;

-- name: fraud_is_rare
-- kind: share
-- why: Few claims are fraud.
-- share: 0.12
select count_if(clm_is_fraud), count(*) from claim;

-- name: fraud_scores_higher
-- kind: formula
-- why: Fraud scores higher than honest claims.
-- share: 0
select coalesce(avg(clm_fraud_score) filter (where clm_is_fraud) <= avg(clm_fraud_score) filter (where not clm_is_fraud), false)::integer, 1 from claim;

-- name: most_without_injuries
-- kind: share
-- why: In most losses nobody is hurt.
-- share: 0.4
select count_if(clm_injuries > 0), count(*) from claim;

-- name: injuries
-- kind: magnitude
-- why: A loss hurts a few people at most.
-- share: 0.01
select count_if(clm_injuries not between 0 and 8), count(*) from claim;

-- name: claim_amounts
-- kind: magnitude
-- why: Claims are tens to some hundred thousands.
-- share: 0.03
select count_if(clm_estimated_amount not between 20 and 2000000), count(*) from claim;

-- name: small_claims_are_common
-- kind: skew
-- why: There are more small claims than large ones: the mean lies above the median.
-- share: 0
select (avg(clm_estimated_amount) <= median(clm_estimated_amount))::integer, 1 from claim;

-- name: glass_is_cheap
-- kind: magnitude
-- why: Glass costs less than fire.
-- share: 0
select coalesce(median(clm_estimated_amount) filter (where clm_cause = 'glass') >= median(clm_estimated_amount) filter (where clm_cause = 'fire'), false)::integer, 1 from claim;

-- name: descriptions
-- kind: text
-- why: A loss is described in words of people.
-- share: 0.02
select count_if(not speaks(clm_description)), count(*) from claim;

-- name: reported_by_day
-- kind: hours
-- why: Few report between midnight and five.
-- share: 0.2
select count_if(hour(clm_reported_at) between 0 and 4), count(*) from claim;

-- name: loss_in_state_of_holder
-- kind: place
-- why: Most losses happen in the holder's state.
-- share: 0.4
select count_if(c.clm_loss_state <> h.hld_state), count(*)
from claim c join policy p on p.pol_id = c.clm_pol_id join policyholder h on h.hld_id = p.pol_hld_id where c.clm_loss_state is not null;

-- name: adjuster_is_employed
-- kind: life
-- why: An adjuster handles what comes in while employed; some cases are handed over.
-- share: 0.15
select count_if(c.clm_reported_at::date < a.adj_hired_on or c.clm_reported_at::date > a.adj_left_on), count(*) from claim c join adjuster a on a.adj_id = c.clm_adj_id;

-- name: adjuster_leaves_after_hire
-- kind: order
-- why: One leaves after being hired.
-- share: 0
select count_if(adj_left_on < adj_hired_on), count(*) from adjuster where adj_left_on is not null;

-- name: adjuster_mail
-- kind: person
-- why: Staff addresses are made of names.
-- share: 0.05
select count_if(not email_of(adj_email, adj_first_name, adj_last_name)), count(*) from adjuster;

-- name: authority
-- kind: magnitude
-- why: An adjuster may decide on some thousands to a million.
-- share: 0.02
select count_if(adj_authority_limit not between 500 and 5000000), count(*) from adjuster;

-- name: payment_within_authority
-- kind: range
-- why: Who approves may approve so much.
-- share: 0.02
select count_if(y.pay_amount > a.adj_authority_limit), count(*) from claim_payment y join adjuster a on a.adj_id = y.pay_approved_by;

-- name: payee_of_claim
-- kind: diamond
-- why: Money goes to a party of the claim.
-- share: 0
select count_if(y.pay_clm_id <> t.pty_clm_id), count(*) from claim_payment y join claim_party t on t.pty_id = y.pay_pty_id;

-- name: payment_after_report
-- kind: life
-- why: Money flows after the report.
-- share: 0
select count_if(y.pay_issued_on < c.clm_reported_at::date), count(*) from claim_payment y join claim c on c.clm_id = y.pay_clm_id;

-- name: cleared_after_issued
-- kind: order
-- why: A payment clears after it was issued, within three months.
-- share: 0.01
select count_if(days_between(pay_issued_on, pay_cleared_on) not between 0 and 92), count(*) from claim_payment where pay_cleared_on is not null;

-- name: check_number_for_checks
-- kind: status
-- why: Checks have a number, transfers none.
-- share: 0
select count_if((pay_method = 'check') <> (pay_check_no is not null)), count(*) from claim_payment;

-- name: reserve_after_report
-- kind: life
-- why: A reserve is set when the claim is known.
-- share: 0
select count_if(r.rsv_set_on < c.clm_reported_at::date), count(*) from reserve r join claim c on c.clm_id = r.rsv_clm_id;

-- name: reserve_amounts
-- kind: magnitude
-- why: The first reserve is of the size of the estimate.
-- share: 0.15
select count_if(r.rsv_amount > 5 * c.clm_estimated_amount), count(*) from reserve r join claim c on c.clm_id = r.rsv_clm_id;

-- name: parties_are_people
-- kind: person
-- why: A party has a first and a last name.
-- share: 0.03
select count_if(not regexp_matches(pty_full_name, '\p{L}+[ .,]+\p{L}+') or placeholder(pty_full_name)), count(*) from claim_party;

-- name: insured_is_holder
-- kind: diamond
-- why: The insured party is the holder, mostly.
-- share: 0.3
select count_if(not contains(plain(t.pty_full_name), plain(h.hld_last_name))), count(*)
from claim_party t join claim c on c.clm_id = t.pty_clm_id join policy p on p.pol_id = c.clm_pol_id join policyholder h on h.hld_id = p.pol_hld_id
where t.pty_role = 'insured';

-- name: parties_born_before_loss
-- kind: age
-- why: Parties are born before the loss, at most 110 years.
-- share: 0
select count_if(years_between(t.pty_birth_date, c.clm_loss_at) not between 0 and 110), count(*)
from claim_party t join claim c on c.clm_id = t.pty_clm_id where t.pty_birth_date is not null;

-- name: premium_gross
-- kind: formula
-- why: Gross is net plus tax.
-- share: 0
select count_if(abs(pol_premium_gross - pol_premium_net - pol_premium_tax) > 0.01), count(*) from policy;

-- name: premium_tax
-- kind: magnitude
-- why: The tax is 0 to a quarter of the net premium.
-- share: 0.01
select count_if(pol_premium_tax not between 0 and 0.25 * pol_premium_net + 0.01), count(*) from policy;

-- name: premium_within_product
-- kind: range
-- why: The premium lies within the product's limits.
-- share: 0.02
select count_if(p.pol_premium_net not between d.prd_min_premium and d.prd_max_premium), count(*) from policy p join product d on d.prd_id = p.pol_prd_id;

-- name: premium_below_sum_insured
-- kind: range
-- why: A premium is a small part of what is insured.
-- share: 0.03
select count_if(pol_premium_net > 0.25 * pol_sum_insured), count(*) from policy;

-- name: deductible_below_sum_insured
-- kind: range
-- why: The deductible is far below the sum.
-- share: 0.02
select count_if(pol_deductible > 0.25 * pol_sum_insured or pol_deductible < 0), count(*) from policy;

-- name: premiums
-- kind: magnitude
-- why: A private policy costs 50 to 15,000 a year.
-- share: 0.02
select count_if(pol_premium_net not between 30 and 15000), count(*) from policy;

-- name: policy_runs_a_year
-- kind: duration
-- why: Policies run half a year or a year, few longer.
-- share: 0.1
select count_if(days_between(pol_effective_from, pol_expires_on) not between 28 and 1100), count(*) from policy;

-- name: issued_near_effect
-- kind: order
-- why: A policy is issued before it takes effect or in the weeks after.
-- share: 0.02
select count_if(days_between(pol_issued_on, pol_effective_from) not between -31 and 366), count(*) from policy where pol_issued_on is not null;

-- name: quotes_are_not_issued
-- kind: status
-- why: A quote is not issued, a policy in force is.
-- share: 0
select count_if((pol_status = 'quoted') <> (pol_issued_on is null)), count(*) from policy;

-- name: cancelled_has_date
-- kind: status
-- why: A cancelled policy has a date of it, others none.
-- share: 0
select count_if((pol_status = 'cancelled') <> (pol_cancelled_on is not null)), count(*) from policy;

-- name: cancelled_during_term
-- kind: order
-- why: A policy is cancelled between issue and expiry.
-- share: 0
select count_if(pol_cancelled_on < pol_issued_on or pol_cancelled_on > pol_expires_on), count(*) from policy where pol_cancelled_on is not null;

-- name: expired_is_past
-- kind: status
-- why: What is expired has an end in the past, what is in force one in the future.
-- share: 0.02
select count_if((pol_status = 'expired' and pol_expires_on > today()) or (pol_status = 'in force' and pol_effective_from > today())), count(*) from policy;

-- name: renewal_follows
-- kind: order
-- why: A renewal begins when the old policy ends or later.
-- share: 0.02
select count_if(n.pol_effective_from < o.pol_effective_from or n.pol_id = o.pol_id), count(*) from policy n join policy o on o.pol_id = n.pol_previous_id;

-- name: renewal_of_same_holder
-- kind: diamond
-- why: A renewal is of the same holder.
-- share: 0
select count_if(n.pol_hld_id <> o.pol_hld_id), count(*) from policy n join policy o on o.pol_id = n.pol_previous_id;

-- name: policy_after_holder
-- kind: life
-- why: A policy is issued to somebody who is known.
-- share: 0
select count_if(p.pol_issued_on < h.hld_created_at::date), count(*) from policy p join policyholder h on h.hld_id = p.pol_hld_id where p.pol_issued_on is not null;

-- name: agent_appointed
-- kind: life
-- why: An agent sells after being appointed.
-- share: 0
select count_if(p.pol_issued_on < a.agt_appointed_on), count(*) from policy p join agent a on a.agt_id = p.pol_agt_id where p.pol_issued_on is not null;

-- name: commission
-- kind: magnitude
-- why: A commission is 0 to 40 percent.
-- share: 0
select count_if(agt_commission_pct not between 0 and 40), count(*) from agent;

-- name: agent_is_not_its_agency
-- kind: status
-- why: Nobody works for himself.
-- share: 0
select count_if(agt_parent_id = agt_id), count(*) from agent;

-- name: agent_names
-- kind: text
-- why: Agents are people or agencies with names.
-- share: 0.02
select count_if(not speaks(agt_name)), count(*) from agent;

-- name: holders_of_age
-- kind: age
-- why: Holders are 16 to 100 when they come.
-- share: 0
select count_if(years_between(hld_birth_date, hld_created_at) not between 16 and 100), count(*) from policyholder;

-- name: licence_of_age
-- kind: age
-- why: One gets a driving licence at 14 or later, before today.
-- share: 0
select count_if(years_between(hld_birth_date, hld_license_date) < 14 or hld_license_date > today()), count(*) from policyholder where hld_license_date is not null;

-- name: title_fits_gender
-- kind: person
-- why: A man is no Mrs.
-- share: 0
select count_if((hld_title = 'Mr' and hld_gender = 'female') or (hld_title in ('Mrs', 'Ms') and hld_gender = 'male')), count(*) from policyholder;

-- name: doctors_are_few
-- kind: share
-- why: Few are doctors.
-- share: 0.15
select count_if(hld_title = 'Dr'), count(*) from policyholder;

-- name: first_name_fits_gender
-- kind: person
-- why: Marys are women.
-- share: 0.03
select count_if((female_name(hld_first_name) and hld_gender = 'male') or (male_name(hld_first_name) and hld_gender = 'female')), count(*) from policyholder;

-- name: holder_mail
-- kind: person
-- why: Many have their name in the address.
-- share: 0.5
select count_if(not email_of(hld_email, hld_first_name, hld_last_name)), count(*) from policyholder where hld_email is not null;

-- name: holder_phone
-- kind: code
-- why: A phone number has ten digits, eleven with the 1.
-- share: 0.05
select count_if(len(regexp_replace(regexp_replace(hld_phone, '[x#].*', ''), '\D', '', 'g')) not between 10 and 11), count(*) from policyholder where hld_phone is not null;

-- name: states
-- kind: code
-- why: There are fifty states, a district and a few territories.
-- share: 0
select count_if(hld_state not in ('AL', 'AK', 'AZ', 'AR', 'CA', 'CO', 'CT', 'DE', 'FL', 'GA', 'HI', 'ID', 'IL', 'IN', 'IA', 'KS', 'KY', 'LA', 'ME', 'MD',
  'MA', 'MI', 'MN', 'MS', 'MO', 'MT', 'NE', 'NV', 'NH', 'NJ', 'NM', 'NY', 'NC', 'ND', 'OH', 'OK', 'OR', 'PA', 'RI', 'SC', 'SD', 'TN', 'TX', 'UT', 'VT',
  'VA', 'WA', 'WV', 'WI', 'WY', 'DC', 'PR', 'VI', 'GU', 'AS', 'MP')), count(*) from policyholder;

-- name: zip_shape
-- kind: code
-- why: A ZIP code has five digits, or nine.
-- share: 0
select count_if(not postcode_of(hld_zip, 'US')), count(*) from policyholder;

-- name: zip_of_state
-- kind: place
-- why: ZIP codes of New York begin with 1, those of California with 9.
-- share: 0.02
select count_if(case hld_state when 'NY' then hld_zip[1] not in ('0', '1') when 'CA' then hld_zip[1] <> '9' when 'TX' then hld_zip[1] not in ('7', '8')
  when 'FL' then hld_zip[1] <> '3' when 'IL' then hld_zip[1] <> '6' when 'PA' then hld_zip[1] <> '1' when 'OH' then hld_zip[1] <> '4'
  when 'MA' then hld_zip[1] <> '0' when 'GA' then hld_zip[1] not in ('3') when 'WA' then hld_zip[1] <> '9' end), count(*) from policyholder;

-- name: city_of_state
-- kind: place
-- why: Everybody knows the state of Chicago.
-- share: 0.03
select count_if(map {'new york': 'NY', 'chicago': 'IL', 'houston': 'TX', 'dallas': 'TX', 'austin': 'TX', 'los angeles': 'CA', 'san francisco': 'CA',
  'san diego': 'CA', 'seattle': 'WA', 'boston': 'MA', 'denver': 'CO', 'atlanta': 'GA', 'miami': 'FL', 'phoenix': 'AZ', 'philadelphia': 'PA',
  'detroit': 'MI', 'las vegas': 'NV', 'minneapolis': 'MN', 'baltimore': 'MD', 'honolulu': 'HI', 'new orleans': 'LA'}[lower(hld_city)] <> hld_state), count(*) from policyholder;

-- name: occupations
-- kind: text
-- why: An occupation is words.
-- share: 0.02
select count_if(not speaks(hld_occupation)), count(*) from policyholder where hld_occupation is not null;

-- name: marital_status
-- kind: text
-- why: One is single, married, divorced, widowed or the like.
-- share: 0.02
select count_if(not regexp_matches(lower(hld_marital_status), 'single|married|divorced|widow|separated|partner|^[smdw]$')), count(*)
from policyholder where hld_marital_status is not null;

-- name: vin_shape
-- kind: code
-- why: A VIN has 17 signs without I, O and Q.
-- share: 0
select count_if(not vin_ok(veh_vin)), count(*) from vehicle;

-- name: makes
-- kind: text
-- why: Cars are made by known makers.
-- share: 0.2
select count_if(not regexp_matches(lower(veh_make), 'ford|toyota|honda|chevrolet|nissan|bmw|mercedes|audi|volkswagen|vw|hyundai|kia|subaru|mazda|jeep|tesla|volvo|lexus|dodge|ram|gmc|buick|cadillac|chrysler|acura|infiniti|lincoln|mitsubishi|porsche|jaguar|land rover|mini|fiat|ferrari|lamborghini|maserati|bentley|rolls|aston|bugatti|polestar|smart|renault|peugeot|citro|opel|skoda|seat|suzuki|saab|rivian|lucid|alfa')),
  count(*) from vehicle;

-- name: one_make_a_model
-- kind: diamond
-- why: A model is of one maker.
-- share: 0.05
select count_if(makes > 1), count(*) from (select count(distinct veh_make) as makes from vehicle group by veh_model having count(*) > 1);

-- name: model_years
-- kind: magnitude
-- why: Cars are of the last fifty years, few older, none of the future.
-- share: 0.02
select count_if(veh_model_year not between 1975 and year(today()) + 1), count(*) from vehicle;

-- name: model_year_before_expiry
-- kind: life
-- why: A car is insured when it exists.
-- share: 0
select count_if(v.veh_model_year > year(p.pol_expires_on) + 1), count(*) from vehicle v join policy p on p.pol_id = v.veh_pol_id;

-- name: electric_without_engine
-- kind: status
-- why: An electric car has no capacity, as the comment says; others have.
-- share: 0
select count_if((veh_fuel = 'electric') <> (veh_engine_cc is null)), count(*) from vehicle;

-- name: engines
-- kind: magnitude
-- why: Engines have 500 to 8,500 ccm.
-- share: 0.01
select count_if(veh_engine_cc not between 500 and 8500), count(*) from vehicle where veh_engine_cc is not null;

-- name: petrol_is_common
-- kind: share
-- why: Electric cars are a minority still.
-- share: 0.4
select count_if(veh_fuel = 'electric'), count(*) from vehicle;

-- name: miles
-- kind: magnitude
-- why: One drives some hundred to 60,000 miles a year.
-- share: 0.02
select count_if(veh_annual_miles not between 100 and 60000), count(*) from vehicle;

-- name: car_values
-- kind: magnitude
-- why: A car is worth 300 to 300,000.
-- share: 0.02
select count_if(veh_market_value not between 300 and 300000), count(*) from vehicle;

-- name: newer_cars_are_worth_more
-- kind: formula
-- why: Newer cars are worth more.
-- share: 0
select coalesce(corr(veh_model_year, veh_market_value) < 0, false)::integer, 1 from vehicle;

-- name: years_built
-- kind: magnitude
-- why: Houses are of the last centuries, not of the future.
-- share: 0.01
select count_if(prp_year_built not between 1700 and year(today())), count(*) from property;

-- name: living_areas
-- kind: magnitude
-- why: Homes have 200 to 15,000 square feet.
-- share: 0.02
select count_if(prp_living_area_sqft not between 200 and 15000), count(*) from property;

-- name: bedrooms
-- kind: magnitude
-- why: A home has 0 to 10 bedrooms.
-- share: 0.01
select count_if(prp_bedrooms not between 0 and 10), count(*) from property;

-- name: rebuild_costs
-- kind: magnitude
-- why: A home costs 20,000 to some millions to build again.
-- share: 0.02
select count_if(prp_rebuild_cost not between 10000 and 10000000), count(*) from property;

-- name: flood_zones_are_few
-- kind: share
-- why: Few homes lie where it floods.
-- share: 0.25
select count_if(prp_flood_zone), count(*) from property;

-- name: roofs
-- kind: text
-- why: A roof is of tiles, shingles, metal or such.
-- share: 0.3
select count_if(not regexp_matches(lower(prp_roof_material), 'tile|shingle|metal|slate|asphalt|wood|concrete|clay|steel|composite|thatch|rubber|copper|tar|gravel|membrane|solar|aluminum|zinc')),
  count(*) from property where prp_roof_material is not null;

-- name: late_means_after_due
-- kind: formula
-- why: Late is what was paid after the due date.
-- share: 0
select count_if(prm_is_late <> (prm_paid_on > prm_due_on)), count(*) from premium_payment where prm_paid_on is not null;

-- name: few_are_late
-- kind: share
-- why: Most pay in time.
-- share: 0.35
select count_if(prm_is_late), count(*) from premium_payment;

-- name: premium_by_frequency
-- kind: formula
-- why: An instalment is the premium by twelve, four or one.
-- share: 0.05
select count_if(abs(m.prm_amount - p.pol_premium_gross / (case p.pol_payment_frequency when 'monthly' then 12 when 'quarterly' then 4 else 1 end)) > 0.02), count(*)
from premium_payment m join policy p on p.pol_id = m.prm_pol_id;

-- name: premium_due_in_term
-- kind: life
-- why: Premiums are due during the term, or shortly before it.
-- share: 0.02
select count_if(m.prm_due_on not between p.pol_effective_from - 45 and p.pol_expires_on), count(*) from premium_payment m join policy p on p.pol_id = m.prm_pol_id;

-- name: product_names
-- kind: text
-- why: A product is named after what it insures.
-- share: 0.4
select count_if(not regexp_matches(lower(prd_name), 'motor|auto|car|vehicle|home|house|property|content|building|insur|cover|liab|protect|renter|basic|plus|premium|comprehensive|collision|drive|condo|landlord|policy|plan|standard|gold')),
  count(*) from product;

-- name: few_products
-- kind: level
-- why: There are a few dozen products, fewer agents than holders, fewer claims than policies.
-- share: 0
select ((select count(*) from product) > 120)::integer + ((select count(*) from agent) > (select count(*) from policyholder))::integer
  + ((select count(*) from claim) > 2 * (select count(*) from policy))::integer, 3;

-- name: claims_per_policy
-- kind: skew
-- why: Most policies have no claim, some have several.
-- share: 0.7
select count_if(many > 0), count(*) from (select count(c.clm_id) as many from policy p left join claim c on c.clm_pol_id = p.pol_id group by p.pol_id);

-- name: busy_agents
-- kind: skew
-- why: Some agents sell far more than others.
-- share: 0
select (max(many) < 1.5 * avg(many))::integer, 1 from (select count(*) as many from policy group by pol_agt_id);

-- name: nothing_in_the_future
-- kind: future
-- why: Losses and payments of tomorrow do not exist.
-- share: 0
select (select count_if(greatest(clm_loss_at, clm_reported_at, clm_closed_at) > this_moment()) from claim) + (select count_if(pay_issued_on > today()) from claim_payment)
  + (select count_if(prm_paid_on > today()) from premium_payment) + (select count_if(pol_issued_on > today()) from policy),
  (select count(*) from claim) + (select count(*) from claim_payment) + (select count(*) from premium_payment) + (select count(*) from policy);

-- name: keys_rise_with_time
-- kind: growth
-- why: Later reports have later keys.
-- share: 0
select (corr(clm_id, epoch(clm_reported_at)) < 0.5)::integer, 1 from claim;
