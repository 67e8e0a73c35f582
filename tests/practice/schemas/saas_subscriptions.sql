-- Billing and usage of a web application that companies subscribe to.
-- Dialect: PostgreSQL. Names are quoted, as the object mapper writes them.

CREATE TABLE "Account" (
    "id"            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    "companyName"   text NOT NULL,
    "subdomain"     varchar(40) NOT NULL UNIQUE,
    "domain"        varchar(80),
    "industry"      varchar(40),
    "employeeCount" integer,
    "countryCode"   char(2) NOT NULL,
    "timeZone"      varchar(40) NOT NULL DEFAULT 'UTC',
    "currency"      char(3) NOT NULL DEFAULT 'USD',
    "vatId"         varchar(16),
    "createdAt"     timestamptz NOT NULL DEFAULT now(),
    "updatedAt"     timestamptz NOT NULL,
    "deletedAt"     timestamptz
);

CREATE TABLE "User" (
    "id"            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    "accountId"     uuid NOT NULL REFERENCES "Account" ("id"),
    "invitedById"   uuid REFERENCES "User" ("id"),
    "email"         varchar(120) NOT NULL UNIQUE,
    "firstName"     varchar(40) NOT NULL,
    "lastName"      varchar(40) NOT NULL,
    "avatarUrl"     varchar(200),
    "locale"        varchar(5) NOT NULL DEFAULT 'en-US',
    "role"          varchar(10) NOT NULL DEFAULT 'member' CHECK ("role" IN ('owner', 'admin', 'member', 'guest')),
    "passwordHash"  varchar(100),
    "emailVerified" boolean NOT NULL DEFAULT false,
    "emailVerifiedAt" timestamptz,
    "twoFactorEnabled" boolean NOT NULL DEFAULT false,
    "failedLoginCount" smallint NOT NULL DEFAULT 0,
    "lastLoginAt"   timestamptz,
    "createdAt"     timestamptz NOT NULL DEFAULT now(),
    "deactivatedAt" timestamptz
);

CREATE TABLE "Plan" (
    "id"            serial PRIMARY KEY,
    "key"           varchar(20) NOT NULL UNIQUE,
    "name"          varchar(40) NOT NULL,
    "monthlyPrice"  numeric(8,2) NOT NULL,
    "yearlyPrice"   numeric(9,2) NOT NULL, -- at most twelve months
    "maxSeats"      integer, -- null: unlimited
    "storageGb"     integer NOT NULL,
    "trialDays"     smallint NOT NULL DEFAULT 14,
    "isPublic"      boolean NOT NULL DEFAULT true,
    "sortOrder"     smallint NOT NULL DEFAULT 0
);

CREATE TABLE "Feature" (
    "id"            serial PRIMARY KEY,
    "key"           varchar(40) NOT NULL UNIQUE,
    "name"          varchar(60) NOT NULL,
    "description"   text
);

CREATE TABLE "PlanFeature" (
    "planId"        integer NOT NULL REFERENCES "Plan" ("id"),
    "featureId"     integer NOT NULL REFERENCES "Feature" ("id"),
    "limitValue"    integer,
    PRIMARY KEY ("planId", "featureId")
);

CREATE TABLE "Subscription" (
    "id"            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    "accountId"     uuid NOT NULL REFERENCES "Account" ("id"),
    "planId"        integer NOT NULL REFERENCES "Plan" ("id"),
    "status"        varchar(10) NOT NULL CHECK ("status" IN ('trialing', 'active', 'past_due', 'canceled')),
    "billingCycle"  varchar(7) NOT NULL CHECK ("billingCycle" IN ('monthly', 'yearly')),
    "seats"         integer NOT NULL CHECK ("seats" > 0),
    "unitPrice"     numeric(9,2) NOT NULL, -- of the plan and cycle
    "startedAt"     timestamptz NOT NULL,
    "trialEndsAt"   timestamptz,
    "currentPeriodStart" timestamptz NOT NULL,
    "currentPeriodEnd" timestamptz NOT NULL,
    "canceledAt"    timestamptz,
    "cancelReason"  varchar(20) CHECK ("cancelReason" IN ('too_expensive', 'missing_feature', 'switched', 'unused', 'other')),
    CHECK ("currentPeriodEnd" > "currentPeriodStart")
);

CREATE TABLE "PaymentMethod" (
    "id"            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    "accountId"     uuid NOT NULL REFERENCES "Account" ("id"),
    "kind"          varchar(10) NOT NULL CHECK ("kind" IN ('card', 'sepa')),
    "cardBrand"     varchar(12), -- card only
    "cardLast4"     char(4), -- card only
    "cardExpMonth"  smallint CHECK ("cardExpMonth" BETWEEN 1 AND 12),
    "cardExpYear"   smallint,
    "iban"          varchar(34), -- sepa only
    "isDefault"     boolean NOT NULL DEFAULT false,
    "createdAt"     timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE "Invoice" (
    "id"            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    "number"        varchar(16) NOT NULL UNIQUE,
    "accountId"     uuid NOT NULL REFERENCES "Account" ("id"), -- of the subscription
    "subscriptionId" uuid NOT NULL REFERENCES "Subscription" ("id"),
    "currency"      char(3) NOT NULL, -- of the account
    "subtotal"      numeric(10,2) NOT NULL, -- sum of the lines
    "taxRate"       numeric(5,4) NOT NULL DEFAULT 0, -- 0.19 is 19 %
    "tax"           numeric(10,2) NOT NULL,
    "total"         numeric(10,2) NOT NULL, -- subtotal + tax
    "amountPaid"    numeric(10,2) NOT NULL DEFAULT 0,
    "status"        varchar(8) NOT NULL CHECK ("status" IN ('draft', 'open', 'paid', 'void')),
    "periodStart"   timestamptz NOT NULL,
    "periodEnd"     timestamptz NOT NULL,
    "issuedAt"      timestamptz,
    "dueAt"         timestamptz,
    "paidAt"        timestamptz
);

CREATE TABLE "InvoiceLine" (
    "id"            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    "invoiceId"     uuid NOT NULL REFERENCES "Invoice" ("id"),
    "position"      smallint NOT NULL,
    "description"   text NOT NULL,
    "quantity"      integer NOT NULL DEFAULT 1,
    "unitPrice"     numeric(9,2) NOT NULL,
    "amount"        numeric(10,2) NOT NULL, -- quantity * unitPrice
    UNIQUE ("invoiceId", "position")
);

CREATE TABLE "Project" (
    "id"            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    "accountId"     uuid NOT NULL REFERENCES "Account" ("id"),
    "ownerId"       uuid NOT NULL REFERENCES "User" ("id"), -- of the same account
    "name"          varchar(80) NOT NULL,
    "slug"          varchar(80) NOT NULL,
    "color"         char(7) NOT NULL DEFAULT '#3366ff',
    "isArchived"    boolean NOT NULL DEFAULT false,
    "archivedAt"    timestamptz,
    "createdAt"     timestamptz NOT NULL DEFAULT now(),
    UNIQUE ("accountId", "slug")
);

CREATE TABLE "UsageRecord" (
    "id"            bigserial PRIMARY KEY,
    "accountId"     uuid NOT NULL REFERENCES "Account" ("id"),
    "userId"        uuid REFERENCES "User" ("id"), -- of the same account
    "projectId"     uuid REFERENCES "Project" ("id"), -- of the same account
    "day"           date NOT NULL,
    "apiCalls"      integer NOT NULL DEFAULT 0,
    "errors"        integer NOT NULL DEFAULT 0, -- of the calls
    "storageBytes"  bigint NOT NULL DEFAULT 0,
    "avgLatencyMs"  numeric(8,2),
    "p95LatencyMs"  numeric(8,2)
);

CREATE TABLE "ApiKey" (
    "id"            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    "accountId"     uuid NOT NULL REFERENCES "Account" ("id"),
    "createdById"   uuid NOT NULL REFERENCES "User" ("id"),
    "name"          varchar(60) NOT NULL,
    "prefix"        char(8) NOT NULL UNIQUE,
    "createdAt"     timestamptz NOT NULL,
    "expiresAt"     timestamptz,
    "lastUsedAt"    timestamptz,
    "revokedAt"     timestamptz
);

CREATE TABLE "AuditLog" (
    "id"            bigserial PRIMARY KEY,
    "accountId"     uuid NOT NULL REFERENCES "Account" ("id"),
    "actorId"       uuid REFERENCES "User" ("id"),
    "action"        varchar(40) NOT NULL,
    "ipAddress"     inet,
    "userAgent"     text,
    "occurredAt"    timestamptz NOT NULL
);
