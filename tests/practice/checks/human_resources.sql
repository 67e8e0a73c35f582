-- name: hired_of_age
-- kind: age
-- why: One is hired between 15 and 70.
-- share: 0
select count_if(years_between(BirthDate, HireDate) not between 15 and 70), count(*) from Employee;

-- name: active_of_age
-- kind: age
-- why: Those who still work are under 80.
-- share: 0
select count_if(years_between(BirthDate, today()) > 80), count(*) from Employee where TerminationDate is null;

-- name: retired_old
-- kind: age
-- why: Who retires is at least 50.
-- share: 0.03
select count_if(years_between(BirthDate, TerminationDate) < 50), count(*) from Employee where TerminationReason = 'Retirement';

-- name: leaves_after_hire
-- kind: order
-- why: One leaves after being hired.
-- share: 0
select count_if(TerminationDate < HireDate), count(*) from Employee where TerminationDate is not null;

-- name: status_fits_termination
-- kind: status
-- why: Terminated is who has a date of termination that has come.
-- share: 0
select count_if((EmploymentStatus = 'Terminated') <> (TerminationDate is not null)
  and not coalesce(TerminationDate > today(), false)), count(*) from Employee;

-- name: reason_comes_with_date
-- kind: status
-- why: A reason stands where a date of termination stands.
-- share: 0
select count_if((TerminationReason is null) <> (TerminationDate is null)), count(*) from Employee;

-- name: most_are_active
-- kind: share
-- why: At least half of the people in the table work there.
-- share: 0.5
select count_if(EmploymentStatus <> 'Active'), count(*) from Employee;

-- name: few_on_leave
-- kind: share
-- why: Few are on leave.
-- share: 0.15
select count_if(EmploymentStatus = 'On leave'), count(*) from Employee;

-- name: few_die
-- kind: share
-- why: Death is a rare reason to leave.
-- share: 0.1
select count_if(TerminationReason = 'Death'), count(*) from Employee where TerminationReason is not null;

-- name: nobody_leads_oneself
-- kind: status
-- why: Nobody is his own manager.
-- share: 0
select count_if(ManagerId = EmployeeId), count(*) from Employee;

-- name: one_chain_of_command
-- kind: level
-- why: Two people do not lead each other.
-- share: 0
select count_if(m.ManagerId = e.EmployeeId), count(*) from Employee e join Employee m on m.EmployeeId = e.ManagerId;

-- name: few_without_manager
-- kind: level
-- why: Only the head of the firm has no manager.
-- share: 0.1
select count_if(ManagerId is null), count(*) from Employee;

-- name: managers_are_few
-- kind: level
-- why: Fewer lead than are led: at most one in two leads anybody.
-- share: 0.5
select count_if(exists (select 1 from Employee s where s.ManagerId = e.EmployeeId)), count(*) from Employee e;

-- name: manager_of_department
-- kind: diamond
-- why: The manager is mostly in the same department.
-- share: 0.5
select count_if(e.DepartmentId <> m.DepartmentId), count(*) from Employee e join Employee m on m.EmployeeId = e.ManagerId;

-- name: first_name_fits_gender
-- kind: person
-- why: Marys are women.
-- share: 0.03
select count_if((female_name(FirstName) and Gender = 'M') or (male_name(FirstName) and Gender = 'F')), count(*) from Employee;

-- name: gender_x_is_rare
-- kind: share
-- why: Few have a third entry.
-- share: 0.08
select count_if(Gender = 'X'), count(*) from Employee;

-- name: work_mail_of_name
-- kind: person
-- why: Work addresses are made of names.
-- share: 0.03
select count_if(not email_of(WorkEmail, FirstName, LastName)), count(*) from Employee;

-- name: work_mail_of_one_firm
-- kind: person
-- why: One employer has few mail domains.
-- share: 0
select (count(distinct string_split(WorkEmail, '@')[2]) > 12)::integer, 1 from Employee;

-- name: names_differ
-- kind: unique
-- why: Few share first and last name.
-- share: 0.15
select count(*) - count(distinct FirstName || ' ' || LastName), count(*) from Employee;

-- name: home_postcode
-- kind: place
-- why: The postcode has the form of its country.
-- share: 0.01
select count_if(not postcode_of(HomePostalCode, HomeCountryCode)), count(*)
from Employee where HomePostalCode is not null and HomeCountryCode is not null;

-- name: home_city_in_country
-- kind: place
-- why: Everybody knows where Paris is.
-- share: 0.02
select count_if(known_country(HomeCity) <> HomeCountryCode), count(*) from Employee where HomeCity is not null;

-- name: lives_where_one_works
-- kind: place
-- why: Most live in the country of their location.
-- share: 0.2
select count_if(e.HomeCountryCode <> l.CountryCode), count(*) from Employee e join Location l using (LocationId) where e.HomeCountryCode is not null;

-- name: mobile_of_home
-- kind: money
-- why: A mobile number is of the country one lives in.
-- share: 0.15
select count_if(not phone_of(MobilePhone, HomeCountryCode)), count(*) from Employee where MobilePhone is not null and HomeCountryCode is not null;

-- name: iban_valid
-- kind: code
-- why: The check digits of an IBAN come out right.
-- share: 0
select count_if(not iban_ok(BankIban)), count(*) from Employee where BankIban is not null;

-- name: location_currency
-- kind: money
-- why: A location pays in the money of its country.
-- share: 0
select count_if(currency_of(CountryCode) <> CurrencyCode), count(*) from Location;

-- name: location_postcode
-- kind: place
-- why: The postcode has the form of its country.
-- share: 0
select count_if(not postcode_of(PostalCode, CountryCode)), count(*) from Location;

-- name: location_city
-- kind: place
-- why: Everybody knows where Paris is.
-- share: 0
select count_if(known_country(City) <> CountryCode), count(*) from Location;

-- name: location_time_zone
-- kind: place
-- why: A time zone is one such as Europe/Paris.
-- share: 0.02
select count_if(not regexp_full_match(TimeZone, '[A-Z][A-Za-z]+/[A-Za-z_/-]+|UTC|GMT.*|CET|EST|PST|.* Standard Time|UTC[+-].*')), count(*) from Location;

-- name: time_zone_of_country
-- kind: place
-- why: Germany's clock is not Asia's.
-- share: 0.02
select count_if((CountryCode in ('DE', 'FR', 'ES', 'IT', 'NL', 'BE', 'AT', 'CH', 'PL', 'GB') and TimeZone like '%/%' and TimeZone not like 'Europe/%')
  or (CountryCode in ('US', 'CA') and TimeZone like '%/%' and not regexp_matches(TimeZone, '^(America|US|Canada|Pacific)/'))), count(*) from Location;

-- name: salary_currency_of_location
-- kind: money
-- why: The salary is in the currency of the location.
-- share: 0
select count_if(s.CurrencyCode <> l.CurrencyCode), count(*)
from SalaryHistory s join Employee e using (EmployeeId) join Location l using (LocationId);

-- name: salaries
-- kind: magnitude
-- why: A year's salary is some thousands to some hundred thousands.
-- share: 0.03
select count_if(AnnualSalary not between 5000 and 600000), count(*) from SalaryHistory;

-- name: salary_within_band
-- kind: range
-- why: The current salary lies within the band of the job, mostly.
-- share: 0.15
select count_if(s.AnnualSalary not between j.MinSalary and j.MaxSalary), count(*)
from SalaryHistory s join Employee e using (EmployeeId) join JobTitle j using (JobTitleId) where s.ValidTo is null;

-- name: bands
-- kind: magnitude
-- why: A band's top is at most four times its bottom.
-- share: 0.05
select count_if(MaxSalary <= MinSalary or MaxSalary > 4 * MinSalary or MinSalary not between 5000 and 400000), count(*) from JobTitle;

-- name: higher_grade_higher_band
-- kind: magnitude
-- why: Higher grades are paid better.
-- share: 0
select (corr(Grade, MinSalary) < 0.3)::integer, 1 from JobTitle;

-- name: salaries_from_hire_on
-- kind: life
-- why: No salary before the hiring or from after the end.
-- share: 0
select count_if(s.ValidFrom < e.HireDate or s.ValidFrom > e.TerminationDate), count(*) from SalaryHistory s join Employee e using (EmployeeId);

-- name: salary_periods
-- kind: order
-- why: A period of pay ends after it begins and before the next one.
-- share: 0
select count_if(ValidTo < ValidFrom or ValidTo >= next), count(*)
from (select ValidFrom, ValidTo, lead(ValidFrom) over (partition by EmployeeId order by ValidFrom) as next from SalaryHistory);

-- name: one_open_salary
-- kind: unique
-- why: At most one salary of a person is open.
-- share: 0
select count_if(many > 1), count(*) from (select count_if(ValidTo is null) as many from SalaryHistory group by EmployeeId);

-- name: first_salary_is_of_hire
-- kind: status
-- why: The first salary is that of the hiring.
-- share: 0.1
select count_if((ChangeReason = 'Hire') <> (place = 1)), count(*)
from (select ChangeReason, row_number() over (partition by EmployeeId order by ValidFrom) as place from SalaryHistory);

-- name: raises
-- kind: magnitude
-- why: Pay mostly rises, by less than half.
-- share: 0.15
select count_if(AnnualSalary < before or AnnualSalary > 1.5 * before), count(*)
from (select AnnualSalary, lag(AnnualSalary) over (partition by EmployeeId order by ValidFrom) as before from SalaryHistory) where before is not null;

-- name: gross
-- kind: formula
-- why: Gross is base plus overtime.
-- share: 0
select count_if(abs(GrossAmount - BaseAmount - OvertimeAmount) > 0.01), count(*) from Payslip;

-- name: net
-- kind: formula
-- why: Net is gross less tax and social security.
-- share: 0
select count_if(abs(NetAmount - (GrossAmount - TaxAmount - SocialSecurityAmount)) > 0.01), count(*) from Payslip;

-- name: deductions
-- kind: magnitude
-- why: Between a tenth and two thirds of the gross goes to taxes and insurance, mostly.
-- share: 0.1
select count_if((TaxAmount + SocialSecurityAmount) / GrossAmount not between 0.02 and 0.67), count(*) from Payslip where GrossAmount > 0;

-- name: net_is_positive
-- kind: range
-- why: A payslip pays something.
-- share: 0.01
select count_if(NetAmount <= 0), count(*) from Payslip;

-- name: pay_period_is_a_month
-- kind: duration
-- why: The period is a calendar month.
-- share: 0
select count_if(day(PeriodStart) <> 1 or PeriodEnd <> last_day(PeriodStart)), count(*) from Payslip;

-- name: paid_near_month_end
-- kind: duration
-- why: The salary is paid at the end of the month or in the weeks after it.
-- share: 0.01
select count_if(days_between(PeriodEnd, PaidOn) not between -16 and 31), count(*) from Payslip;

-- name: paid_while_employed
-- kind: life
-- why: Payslips are of the time of employment.
-- share: 0
select count_if(p.PeriodEnd < e.HireDate or p.PeriodStart > e.TerminationDate), count(*) from Payslip p join Employee e using (EmployeeId);

-- name: monthly_pay
-- kind: magnitude
-- why: A month's base is some hundreds to fifty thousand.
-- share: 0.02
select count_if(BaseAmount not between 300 and 50000), count(*) from Payslip;

-- name: contract_within_employment
-- kind: life
-- why: A contract begins with the employment or later.
-- share: 0
select count_if(c.StartDate < e.HireDate or c.StartDate > e.TerminationDate), count(*) from EmploymentContract c join Employee e using (EmployeeId);

-- name: signed_before_start
-- kind: order
-- why: A contract is signed before it starts, at most a year before.
-- share: 0.03
select count_if(days_between(SignedOn, StartDate) not between 0 and 400), count(*) from EmploymentContract;

-- name: fixed_terms_end
-- kind: status
-- why: A fixed term has an end, and a permanent contract has none unless it was ended.
-- share: 0.02
select count_if(EndDate is null), count(*) from EmploymentContract where ContractType in ('Fixed term', 'Internship');

-- name: fixed_terms_are_years
-- kind: duration
-- why: A fixed term lasts a month to five years.
-- share: 0.05
select count_if(days_between(StartDate, EndDate) not between 20 and 1900), count(*) from EmploymentContract where ContractType in ('Fixed term', 'Internship') and EndDate is not null;

-- name: probation
-- kind: duration
-- why: A probation is up to a year from the start.
-- share: 0
select count_if(days_between(StartDate, ProbationEndDate) not between 1 and 370), count(*) from EmploymentContract where ProbationEndDate is not null;

-- name: weekly_hours
-- kind: magnitude
-- why: One works 4 to 48 hours a week.
-- share: 0
select count_if(WeeklyHours not between 4 and 48), count(*) from EmploymentContract;

-- name: most_contracts_permanent
-- kind: share
-- why: Permanent contracts are the usual ones: internships are few.
-- share: 0.25
select count_if(ContractType = 'Internship'), count(*) from EmploymentContract;

-- name: absence_days
-- kind: formula
-- why: The days are counted with both ends.
-- share: 0
select count_if(CalendarDays <> days_between(StartDate, EndDate) + 1), count(*) from AbsenceRequest;

-- name: vacation_is_weeks
-- kind: duration
-- why: A vacation is a day to six weeks.
-- share: 0.02
select count_if(days_between(StartDate, EndDate) > 42), count(*) from AbsenceRequest where AbsenceType = 'Vacation';

-- name: sickness_is_short
-- kind: duration
-- why: Most sick leaves are shorter than a month.
-- share: 0.15
select count_if(days_between(StartDate, EndDate) > 31), count(*) from AbsenceRequest where AbsenceType = 'Sick';

-- name: vacation_asked_before
-- kind: order
-- why: One asks before one goes.
-- share: 0.1
select count_if(RequestedAt::date > StartDate), count(*) from AbsenceRequest where AbsenceType = 'Vacation';

-- name: decided_after_request
-- kind: order
-- why: The answer follows the question, within two months.
-- share: 0.01
select count_if(DecidedAt < RequestedAt or days_between(RequestedAt, DecidedAt) > 62), count(*) from AbsenceRequest where DecidedAt is not null;

-- name: decision_fits_status
-- kind: status
-- why: What is pending has not been decided; what is decided has a time and a person.
-- share: 0
select count_if((RequestStatus = 'Pending') <> (DecidedAt is null) or (DecidedAt is null) <> (DecidedBy is null)), count(*) from AbsenceRequest;

-- name: decided_by_another
-- kind: diamond
-- why: Nobody approves his own vacation; mostly the manager does.
-- share: 0.5
select count_if(a.DecidedBy = a.EmployeeId or a.DecidedBy <> e.ManagerId), count(*)
from AbsenceRequest a join Employee e using (EmployeeId) where a.DecidedBy is not null;

-- name: most_absences_approved
-- kind: share
-- why: Few requests are rejected.
-- share: 0.3
select count_if(RequestStatus = 'Rejected'), count(*) from AbsenceRequest;

-- name: most_absences_are_vacation
-- kind: share
-- why: Vacation and sickness are the usual absences.
-- share: 0.4
select count_if(AbsenceType not in ('Vacation', 'Sick')), count(*) from AbsenceRequest;

-- name: absent_while_employed
-- kind: life
-- why: One is absent while one is employed.
-- share: 0
select count_if(a.StartDate < e.HireDate or a.StartDate > e.TerminationDate), count(*) from AbsenceRequest a join Employee e using (EmployeeId);

-- name: clock_on_work_date
-- kind: order
-- why: One clocks in on the day, and out later.
-- share: 0
select count_if(ClockIn::date <> WorkDate or ClockOut <= ClockIn), count(*) from TimeEntry;

-- name: shifts_are_hours
-- kind: duration
-- why: A working day has at most 16 hours.
-- share: 0.01
select count_if(hours_between(ClockIn, ClockOut) > 16), count(*) from TimeEntry where ClockOut is not null;

-- name: hours_worked
-- kind: formula
-- why: Hours are from in to out less the break.
-- share: 0
select count_if(abs(HoursWorked - (hours_between(ClockIn, ClockOut) - BreakMinutes / 60.0)) > 0.02), count(*)
from TimeEntry where HoursWorked is not null and ClockOut is not null;

-- name: clock_in_by_day
-- kind: hours
-- why: Most come between 5 and 12 o'clock.
-- share: 0.3
select count_if(hour(ClockIn) not between 5 and 12), count(*) from TimeEntry;

-- name: work_on_weekdays
-- kind: hours
-- why: Few work at weekends.
-- share: 0.15
select count_if(isodow(WorkDate) > 5), count(*) from TimeEntry;

-- name: breaks
-- kind: magnitude
-- why: A break is up to three hours.
-- share: 0
select count_if(BreakMinutes not between 0 and 180), count(*) from TimeEntry;

-- name: works_while_employed
-- kind: life
-- why: One works between hiring and end.
-- share: 0
select count_if(t.WorkDate < e.HireDate or t.WorkDate > e.TerminationDate), count(*) from TimeEntry t join Employee e using (EmployeeId);

-- name: opening_dates
-- kind: order
-- why: An opening is closed after it was opened, within two years.
-- share: 0.02
select count_if(days_between(OpenedOn, ClosedOn) not between 0 and 730), count(*) from JobOpening where ClosedOn is not null;

-- name: opening_status
-- kind: status
-- why: An open one has no end, a filled one has.
-- share: 0
select count_if((OpeningStatus = 'Open') <> (ClosedOn is null)), count(*) from JobOpening;

-- name: applied_while_open
-- kind: life
-- why: One applies while the opening is open.
-- share: 0.01
select count_if(a.AppliedAt::date < o.OpenedOn or a.AppliedAt::date > o.ClosedOn), count(*) from Applicant a join JobOpening o using (JobOpeningId);

-- name: interview_after_application
-- kind: order
-- why: The interview follows the application.
-- share: 0
select count_if(InterviewAt < AppliedAt), count(*) from Applicant where InterviewAt is not null;

-- name: interviews_at_work
-- kind: hours
-- why: Interviews are held on workdays in office hours.
-- share: 0.05
select count_if(not at_work(InterviewAt)), count(*) from Applicant where InterviewAt is not null;

-- name: hired_is_an_employee
-- kind: status
-- why: Who was hired is an employee, nobody else is.
-- share: 0
select count_if((Stage = 'Hired') <> (HiredEmployeeId is not null)), count(*) from Applicant;

-- name: hired_has_the_same_name
-- kind: diamond
-- why: The applicant and the employee that he became have one name.
-- share: 0.02
select count_if(a.LastName <> e.LastName or a.FirstName <> e.FirstName), count(*)
from Applicant a join Employee e on e.EmployeeId = a.HiredEmployeeId;

-- name: few_are_hired
-- kind: share
-- why: Of the applicants few are hired.
-- share: 0.3
select count_if(Stage = 'Hired'), count(*) from Applicant;

-- name: training_dates
-- kind: order
-- why: Completed after enrolled.
-- share: 0
select count_if(CompletedOn < EnrolledOn), count(*) from EmployeeTraining where CompletedOn is not null;

-- name: training_result
-- kind: status
-- why: The result is known when the course is completed.
-- share: 0
select count_if((CompletedOn is null) <> (Passed is null)), count(*) from EmployeeTraining;

-- name: training_passed
-- kind: share
-- why: Most pass.
-- share: 0.4
select count_if(not Passed), count(*) from EmployeeTraining where Passed is not null;

-- name: training_passed_by_score
-- kind: formula
-- why: Who passes scores higher than who fails.
-- share: 0
select coalesce(avg(ScorePercent) filter (where Passed) <= avg(ScorePercent) filter (where not Passed), false)::integer, 1 from EmployeeTraining;

-- name: course_hours
-- kind: magnitude
-- why: A course takes half an hour to three months.
-- share: 0.02
select count_if(DurationHours not between 0.5 and 500), count(*) from TrainingCourse;

-- name: course_names
-- kind: text
-- why: A course is called what it teaches.
-- share: 0.02
select count_if(not speaks(CourseName)), count(*) from TrainingCourse;

-- name: department_names
-- kind: text
-- why: Departments are Sales, Finance, Production and such.
-- share: 0.3
select count_if(not regexp_matches(lower(DepartmentName),
  'sale|market|financ|account|human|hr|people|it\b|inform|tech|engineer|research|develop|product|operat|logist|legal|purchas|procure|quality|support|service|customer|admin|manage|security|design|data|facilit|communic|strategy|treasury|tax|audit|warehouse|supply|maintenance|compliance|payroll|recruit|training|r&d|business|executive|public|office|planning|risk')),
  count(*) from Department;

-- name: job_titles
-- kind: text
-- why: A title is a profession.
-- share: 0.3
select count_if(not regexp_matches(lower(Title),
  'manager|engineer|develop|analyst|assistant|director|officer|clerk|specialist|consult|account|technic|nurse|design|admin|coordinat|lead|head|president|sales|representative|operator|driver|secretar|buyer|planner|scientist|architect|advisor|agent|recruit|trainer|intern|associate|executive|supervisor|controller|worker|teacher|lawyer|counsel|strateg|orchestrat|producer|liaison|facilitator|support|programmer|tester|auditor|partner|cashier|mechanic|electric')),
  count(*) from JobTitle;

-- name: locations_named
-- kind: text
-- why: A location is called by its place.
-- share: 0.02
select count_if(not speaks(LocationName)), count(*) from Location;

-- name: levels
-- kind: level
-- why: Few locations and departments, many employees, more payslips.
-- share: 0
select ((select count(*) from Department) * 4 > (select count(*) from Employee))::integer
  + ((select count(*) from Location) > (select count(*) from Employee) / 4)::integer
  + ((select count(*) from Payslip) < (select count(*) from Employee))::integer, 3;

-- name: departments_differ_in_size
-- kind: skew
-- why: Departments are not of one size.
-- share: 0
select (max(many) < 1.5 * avg(many))::integer, 1 from (select count(*) as many from Employee group by DepartmentId);

-- name: nothing_in_the_future
-- kind: future
-- why: Nobody has clocked, been paid or applied tomorrow.
-- share: 0
select (select count_if(greatest(ClockIn, ClockOut) > this_moment()) from TimeEntry) + (select count_if(PaidOn > today() + 31) from Payslip)
  + (select count_if(AppliedAt > this_moment()) from Applicant) + (select count_if(HireDate > today() + 365) from Employee),
  (select count(*) from TimeEntry) + (select count(*) from Payslip) + (select count(*) from Applicant) + (select count(*) from Employee);

-- name: keys_rise_with_time
-- kind: growth
-- why: Who came later has a higher key.
-- share: 0
select (corr(EmployeeId, epoch(HireDate)) < 0.3)::integer, 1 from Employee;
