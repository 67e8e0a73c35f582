-- Personnel of one employer: organisation, employees, contracts, pay, absence, recruiting, training.
-- Dialect: SQL Server.

CREATE TABLE [dbo].[Location] (
    [LocationId]        INT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    [LocationName]      NVARCHAR(60) NOT NULL,
    [StreetAddress]     NVARCHAR(80) NOT NULL,
    [City]              NVARCHAR(50) NOT NULL,
    [PostalCode]        NVARCHAR(10) NOT NULL,
    [CountryCode]       CHAR(2) NOT NULL,
    [CurrencyCode]      CHAR(3) NOT NULL,
    [TimeZone]          VARCHAR(40) NOT NULL
);

CREATE TABLE [dbo].[Department] (
    [DepartmentId]      INT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    [ParentDepartmentId] INT NULL REFERENCES [dbo].[Department] ([DepartmentId]),
    [DepartmentName]    NVARCHAR(60) NOT NULL UNIQUE,
    [CostCenter]        CHAR(6) NOT NULL,
    [AnnualBudget]      DECIMAL(14,2) NOT NULL,
    [IsActive]          BIT NOT NULL CONSTRAINT [DF_Department_IsActive] DEFAULT (1)
);

CREATE TABLE [dbo].[JobTitle] (
    [JobTitleId]        INT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    [Title]             NVARCHAR(60) NOT NULL UNIQUE,
    [Grade]             TINYINT NOT NULL CHECK ([Grade] BETWEEN 1 AND 15),
    [MinSalary]         DECIMAL(10,2) NOT NULL,
    [MaxSalary]         DECIMAL(10,2) NOT NULL,
    [IsManagement]      BIT NOT NULL DEFAULT (0),
    CONSTRAINT [CK_JobTitle_Salary] CHECK ([MaxSalary] > [MinSalary])
);

CREATE TABLE [dbo].[Employee] (
    [EmployeeId]        INT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    [EmployeeNumber]    CHAR(8) NOT NULL UNIQUE,
    [FirstName]         NVARCHAR(40) NOT NULL,
    [MiddleName]        NVARCHAR(40) NULL,
    [LastName]          NVARCHAR(40) NOT NULL,
    [Gender]            CHAR(1) NOT NULL CHECK ([Gender] IN ('F', 'M', 'X')),
    [BirthDate]         DATE NOT NULL,
    [MaritalStatus]     VARCHAR(10) NULL CHECK ([MaritalStatus] IN ('Single', 'Married', 'Divorced', 'Widowed')),
    [WorkEmail]         VARCHAR(100) NOT NULL UNIQUE,
    [PrivateEmail]      VARCHAR(100) NULL,
    [MobilePhone]       VARCHAR(24) NULL,
    [HomeStreet]        NVARCHAR(80) NULL,
    [HomeCity]          NVARCHAR(50) NULL,
    [HomePostalCode]    NVARCHAR(10) NULL,
    [HomeCountryCode]   CHAR(2) NULL,
    [DepartmentId]      INT NOT NULL REFERENCES [dbo].[Department] ([DepartmentId]),
    [LocationId]        INT NOT NULL REFERENCES [dbo].[Location] ([LocationId]),
    [JobTitleId]        INT NOT NULL REFERENCES [dbo].[JobTitle] ([JobTitleId]),
    [ManagerId]         INT NULL REFERENCES [dbo].[Employee] ([EmployeeId]),
    [HireDate]          DATE NOT NULL,
    [TerminationDate]   DATE NULL,
    [TerminationReason] VARCHAR(20) NULL CHECK ([TerminationReason] IN ('Resignation', 'Dismissal', 'Retirement', 'End of contract', 'Death')),
    [EmploymentStatus]  VARCHAR(12) NOT NULL CHECK ([EmploymentStatus] IN ('Active', 'On leave', 'Terminated')),
    [VacationDays]      DECIMAL(4,1) NOT NULL DEFAULT (25), -- a year
    [BankIban]          VARCHAR(34) NULL
);

CREATE TABLE [dbo].[EmploymentContract] (
    [ContractId]        INT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    [EmployeeId]        INT NOT NULL REFERENCES [dbo].[Employee] ([EmployeeId]),
    [ContractType]      VARCHAR(12) NOT NULL CHECK ([ContractType] IN ('Permanent', 'Fixed term', 'Internship')),
    [StartDate]         DATE NOT NULL,
    [EndDate]           DATE NULL,
    [ProbationEndDate]  DATE NULL,
    [WeeklyHours]       DECIMAL(4,1) NOT NULL DEFAULT (40),
    [NoticePeriodWeeks] TINYINT NOT NULL DEFAULT (4),
    [SignedOn]          DATE NOT NULL,
    CONSTRAINT [CK_Contract_Dates] CHECK ([EndDate] >= [StartDate])
);

CREATE TABLE [dbo].[SalaryHistory] (
    [EmployeeId]        INT NOT NULL REFERENCES [dbo].[Employee] ([EmployeeId]),
    [ValidFrom]         DATE NOT NULL,
    [ValidTo]           DATE NULL, -- the last one is open
    [AnnualSalary]      DECIMAL(10,2) NOT NULL,
    [CurrencyCode]      CHAR(3) NOT NULL, -- of the employee's location
    [ChangeReason]      VARCHAR(20) NOT NULL CHECK ([ChangeReason] IN ('Hire', 'Annual review', 'Promotion', 'Adjustment')),
    [ApprovedBy]        INT NULL REFERENCES [dbo].[Employee] ([EmployeeId]),
    CONSTRAINT [PK_SalaryHistory] PRIMARY KEY ([EmployeeId], [ValidFrom])
);

CREATE TABLE [dbo].[Payslip] (
    [PayslipId]         INT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    [EmployeeId]        INT NOT NULL REFERENCES [dbo].[Employee] ([EmployeeId]),
    [PeriodStart]       DATE NOT NULL, -- first day of the month
    [PeriodEnd]         DATE NOT NULL, -- last day of the month
    [PaidOn]            DATE NOT NULL,
    [BaseAmount]        DECIMAL(10,2) NOT NULL,
    [OvertimeAmount]    DECIMAL(10,2) NOT NULL DEFAULT (0),
    [GrossAmount]       DECIMAL(10,2) NOT NULL, -- base + overtime
    [TaxAmount]         DECIMAL(10,2) NOT NULL,
    [SocialSecurityAmount] DECIMAL(10,2) NOT NULL,
    [NetAmount]         DECIMAL(10,2) NOT NULL, -- gross - tax - social security
    CONSTRAINT [UQ_Payslip] UNIQUE ([EmployeeId], [PeriodStart])
);

CREATE TABLE [dbo].[AbsenceRequest] (
    [AbsenceRequestId]  INT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    [EmployeeId]        INT NOT NULL REFERENCES [dbo].[Employee] ([EmployeeId]),
    [AbsenceType]       VARCHAR(12) NOT NULL CHECK ([AbsenceType] IN ('Vacation', 'Sick', 'Parental', 'Unpaid')),
    [StartDate]         DATE NOT NULL,
    [EndDate]           DATE NOT NULL,
    [CalendarDays]      SMALLINT NOT NULL, -- both ends counted
    [RequestedAt]       DATETIME2(0) NOT NULL,
    [DecidedAt]         DATETIME2(0) NULL,
    [DecidedBy]         INT NULL REFERENCES [dbo].[Employee] ([EmployeeId]),
    [RequestStatus]     VARCHAR(10) NOT NULL CHECK ([RequestStatus] IN ('Pending', 'Approved', 'Rejected')),
    CONSTRAINT [CK_Absence_Dates] CHECK ([EndDate] >= [StartDate])
);

CREATE TABLE [dbo].[TimeEntry] (
    [TimeEntryId]       BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    [EmployeeId]        INT NOT NULL REFERENCES [dbo].[Employee] ([EmployeeId]),
    [WorkDate]          DATE NOT NULL,
    [ClockIn]           DATETIME2(0) NOT NULL,
    [ClockOut]          DATETIME2(0) NULL,
    [BreakMinutes]      SMALLINT NOT NULL DEFAULT (30),
    [HoursWorked]       DECIMAL(4,2) NULL -- from in to out, less the break
);

CREATE TABLE [dbo].[JobOpening] (
    [JobOpeningId]      INT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    [DepartmentId]      INT NOT NULL REFERENCES [dbo].[Department] ([DepartmentId]),
    [JobTitleId]        INT NOT NULL REFERENCES [dbo].[JobTitle] ([JobTitleId]),
    [HiringManagerId]   INT NOT NULL REFERENCES [dbo].[Employee] ([EmployeeId]),
    [OpenedOn]          DATE NOT NULL,
    [ClosedOn]          DATE NULL,
    [Headcount]         TINYINT NOT NULL DEFAULT (1),
    [OpeningStatus]     VARCHAR(10) NOT NULL CHECK ([OpeningStatus] IN ('Open', 'Filled', 'Withdrawn'))
);

CREATE TABLE [dbo].[Applicant] (
    [ApplicantId]       INT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    [JobOpeningId]      INT NOT NULL REFERENCES [dbo].[JobOpening] ([JobOpeningId]),
    [FirstName]         NVARCHAR(40) NOT NULL,
    [LastName]          NVARCHAR(40) NOT NULL,
    [Email]             VARCHAR(100) NOT NULL,
    [AppliedAt]         DATETIME2(0) NOT NULL,
    [InterviewAt]       DATETIME2(0) NULL,
    [Stage]             VARCHAR(10) NOT NULL CHECK ([Stage] IN ('Applied', 'Interview', 'Offer', 'Hired', 'Rejected')),
    [ExpectedSalary]    DECIMAL(10,2) NULL,
    [HiredEmployeeId]   INT NULL REFERENCES [dbo].[Employee] ([EmployeeId])
);

CREATE TABLE [dbo].[TrainingCourse] (
    [CourseId]          INT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    [CourseName]        NVARCHAR(100) NOT NULL,
    [Provider]          NVARCHAR(60) NULL,
    [DurationHours]     DECIMAL(5,1) NOT NULL,
    [PricePerPerson]    DECIMAL(8,2) NOT NULL,
    [IsMandatory]       BIT NOT NULL DEFAULT (0)
);

CREATE TABLE [dbo].[EmployeeTraining] (
    [EmployeeId]        INT NOT NULL REFERENCES [dbo].[Employee] ([EmployeeId]),
    [CourseId]          INT NOT NULL REFERENCES [dbo].[TrainingCourse] ([CourseId]),
    [EnrolledOn]        DATE NOT NULL,
    [CompletedOn]       DATE NULL,
    [ScorePercent]      DECIMAL(5,2) NULL CHECK ([ScorePercent] BETWEEN 0 AND 100),
    [Passed]            BIT NULL, -- known when completed
    CONSTRAINT [PK_EmployeeTraining] PRIMARY KEY ([EmployeeId], [CourseId])
);
