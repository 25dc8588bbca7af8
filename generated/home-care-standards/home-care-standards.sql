-- Home Care with Outcomes as Standards: what is paid, worked out from a log of events.
-- Made from home-care-standards (sha256:fe94f262e1febb751c268fd85cc19c970f1314ab7bc69db389a9834ce0b18ab0).
--
-- Days are whole numbers, 1 being 1 January of the year 1; money is in whole pence. Every column
-- named after a rule has a second one, `settled`: the day from which nothing can change it.
--
-- To run it:
--   duckdb -cmd "SET VARIABLE log = 'log.csv'; SET VARIABLE as_at = DATE '2027-03-31'" < this file
-- `log` is a CSV or Parquet file; `known_at` may be set too, to a moment. Rows that `ocdsl
-- evaluate` would refuse are not looked for here.

CREATE OR REPLACE MACRO as_date(d) AS DATE '0001-01-01' + (CAST(d AS INTEGER) - 1);
CREATE OR REPLACE MACRO as_day(d) AS CAST(d - DATE '0001-01-01' AS INTEGER) + 1;
CREATE OR REPLACE MACRO iso(d) AS CAST(as_date(d) AS VARCHAR);
CREATE OR REPLACE MACRO week_start(d) AS d - (d - 1 - 0 + 7) % 7;
CREATE OR REPLACE MACRO week_end(d) AS week_start(d) + 6;
CREATE OR REPLACE MACRO month_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) AS DATE));
CREATE OR REPLACE MACRO month_end(d) AS as_day(last_day(as_date(d)));
CREATE OR REPLACE MACRO months_to_last_day(d, n) AS CASE WHEN 12 * extract('year' FROM as_date(d)) + extract('month' FROM as_date(d)) + n <= 12 THEN 0 ELSE as_day(CAST(as_date(d) + to_months(n) AS DATE)) END;
CREATE OR REPLACE MACRO months_run_on(d, n) AS months_to_last_day(d, n) + CAST(extract('day' FROM as_date(months_to_last_day(d, n))) < extract('day' FROM as_date(d)) AS INTEGER);
CREATE OR REPLACE MACRO in_person(p) AS CASE WHEN contains(p, '%') OR contains(p, '/') OR contains(p, '#') THEN replace(replace(replace(p, '%', '%25'), '/', '%2F'), '#', '%23') ELSE p END;
CREATE OR REPLACE MACRO half_up(a, b) AS CASE WHEN a < 0 THEN -((2 * -CAST(a AS HUGEINT) + b) // (2 * b)) ELSE (2 * CAST(a AS HUGEINT) + b) // (2 * b) END;
CREATE OR REPLACE MACRO quarter_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 4 + 12) % 3) AS DATE));
CREATE OR REPLACE MACRO quarter_end(d) AS as_day(CAST(as_date(quarter_start(d)) + to_months(3) AS DATE)) - 1;
CREATE OR REPLACE MACRO year_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 4 + 12) % 12) AS DATE));
CREATE OR REPLACE MACRO year_end(d) AS as_day(CAST(as_date(year_start(d)) + to_months(12) AS DATE)) - 1;
CREATE OR REPLACE MACRO calendar_quarter_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 1 + 12) % 3) AS DATE));
CREATE OR REPLACE MACRO calendar_quarter_end(d) AS as_day(CAST(as_date(calendar_quarter_start(d)) + to_months(3) AS DATE)) - 1;
CREATE OR REPLACE MACRO calendar_year_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 1 + 12) % 12) AS DATE));
CREATE OR REPLACE MACRO calendar_year_end(d) AS as_day(CAST(as_date(calendar_year_start(d)) + to_months(12) AS DATE)) - 1;
CREATE OR REPLACE MACRO escaped(t) AS replace(replace(t, '\', '\\'), '"', '\"');
CREATE OR REPLACE MACRO in_pounds(a) AS CAST(CAST(a AS DECIMAL(16, 0)) * 0.01 AS VARCHAR);

SET VARIABLE log = coalesce(getvariable('log'), 'log.csv');
SET VARIABLE as_at = as_day(CAST(coalesce(getvariable('as_at'), DATE '9999-12-31') AS DATE));
SET VARIABLE known_at = epoch_us(CAST(coalesce(getvariable('known_at'), TIMESTAMP '9999-12-31 00:00:00') AS TIMESTAMP)) + 719163 * 86400000000;

-- The log as it stands in the file; a column that the file leaves out is empty.
CREATE OR REPLACE TABLE log_row AS
SELECT * FROM query(CASE WHEN getvariable('log') LIKE '%.parquet'
  THEN 'FROM read_parquet(getvariable(''log''))'
  ELSE 'FROM read_csv(getvariable(''log''), header = true, all_varchar = true)' END)
UNION ALL BY NAME
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "hours", CAST(NULL AS VARCHAR) AS "hours-at-start", CAST(NULL AS VARCHAR) AS "hours-now", CAST(NULL AS VARCHAR) AS "right-home", CAST(NULL AS VARCHAR) AS "what-matters", CAST(NULL AS VARCHAR) AS "feels-safe", CAST(NULL AS VARCHAR) AS "community", CAST(NULL AS VARCHAR) AS "social-networks", CAST(NULL AS VARCHAR) AS "right-advice", CAST(NULL AS VARCHAR) AS "own-language", CAST(NULL AS VARCHAR) AS "dignity", CAST(NULL AS VARCHAR) AS "named-worker", CAST(NULL AS VARCHAR) AS "involved", CAST(NULL AS VARCHAR) AS "satisfied-with-care", CAST(NULL AS VARCHAR) AS "carers-supported", CAST(NULL AS VARCHAR) AS "carers-involved", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  CAST(CAST(nullif(CAST("hours" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "hours",
  CAST(CAST(nullif(CAST("hours-at-start" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "hours-at-start",
  CAST(CAST(nullif(CAST("hours-now" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "hours-now",
  CAST(CAST(nullif(CAST("right-home" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "right-home",
  CAST(CAST(nullif(CAST("what-matters" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "what-matters",
  CAST(CAST(nullif(CAST("feels-safe" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "feels-safe",
  CAST(CAST(nullif(CAST("community" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "community",
  CAST(CAST(nullif(CAST("social-networks" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "social-networks",
  CAST(CAST(nullif(CAST("right-advice" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "right-advice",
  CAST(CAST(nullif(CAST("own-language" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "own-language",
  CAST(CAST(nullif(CAST("dignity" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "dignity",
  CAST(CAST(nullif(CAST("named-worker" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "named-worker",
  CAST(CAST(nullif(CAST("involved" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "involved",
  CAST(CAST(nullif(CAST("satisfied-with-care" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "satisfied-with-care",
  CAST(CAST(nullif(CAST("carers-supported" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "carers-supported",
  CAST(CAST(nullif(CAST("carers-involved" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "carers-involved",
  nullif(supersedes, '') AS supersedes, nullif(retracts, '') AS retracts
FROM log_row;

-- What had happened by the as-at day and was recorded by the known-at moment, in its last form.
CREATE OR REPLACE TABLE event AS
WITH known AS (
  SELECT * FROM log_event WHERE recorded_at <= getvariable('known_at')
)
SELECT * FROM known
WHERE occurred_on <= getvariable('as_at') AND retracts IS NULL AND event_id NOT IN (
  SELECT coalesce(supersedes, retracts) FROM known WHERE coalesce(supersedes, retracts) IS NOT NULL
);

-- Picked from: plan.
CREATE OR REPLACE TABLE picked_event AS
SELECT event, event_id, id_order, person, provider, occurred_on, recorded_on
FROM event WHERE event IN ('plan');

-- customers.joins-on, line 30: the first plan where the plan is during the term
CREATE OR REPLACE TABLE "people 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."customers.first-plan event".event_id AS "customers.first-plan",
    CASE WHEN p."customers.first-plan event" IS NULL THEN least(741167, 741587) ELSE p."customers.first-plan event".occurred_on END AS "customers.first-plan settled"
  FROM (
    SELECT
      e.person,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'plan' AND e.occurred_on >= 740072 AND e.occurred_on <= 741167) AS "customers.first-plan event"
    FROM event e
    GROUP BY e.person
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "customers.first-plan" IS NOT NULL AS "customers.joined"
  FROM row_0
)
SELECT person, "customers.first-plan", "customers.first-plan settled", "customers.joined"
FROM row_1;

-- hours-of-help.pays, line 81: the visit
-- hours-of-help.pays, line 81: the visit is on or after 1 April 2027
-- customers.joins-on, line 30: the first plan where the plan is during the term
-- hours-of-help.pays, line 81
-- hours-of-help.pays, line 81: amount
-- hours-of-help.pays, line 81: the amount can be worked out
-- hours-of-help, line 80
CREATE OR REPLACE TABLE "each-visit 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."hours-of-help.own-visit event".event_id AS "hours-of-help.own-visit",
    CASE WHEN p."hours-of-help.own-visit event" IS NULL THEN 741587 ELSE p."hours-of-help.own-visit event".occurred_on END AS "hours-of-help.own-visit settled",
    p."hours-of-help.own-visit event"."hours" AS "hours-of-help.own-visit hours",
    p."hours-of-help.own-visit event"."id_order" AS "hours-of-help.own-visit id_order",
    p."hours-of-help.own-visit event"."occurred_on" AS "hours-of-help.own-visit occurred_on",
    p."hours-of-help.own-visit event"."provider" AS "hours-of-help.own-visit provider",
    o."customers.first-plan",
    o."customers.joined" AS "customers.joined-for-each-visit",
    o."customers.first-plan settled" AS "customers.joined-for-each-visit settled"
  FROM (
    SELECT e.person, e.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id", "hours": e."hours", "id_order": e."id_order", "provider": e."provider"} AS "hours-of-help.own-visit event"
    FROM event e
    WHERE e.event = 'visit'
  ) p
  JOIN "people 1" o ON o.person = p.person
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "hours-of-help.own-visit" IS NOT NULL AS "hours-of-help.visit-there",
    "hours-of-help.own-visit occurred_on" AS "hours-of-help.own-visit-occurred-on",
    "hours-of-help.own-visit hours" AS "hours-of-help.own-visit-hours",
    "hours-of-help.own-visit provider" AS "hours-of-help.own-visit-provider"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("hours-of-help.own-visit-occurred-on" >= 740072, false) AS "hours-of-help.visit-not-before-term",
    CASE WHEN "hours-of-help.own-visit-occurred-on" IS NULL THEN least("hours-of-help.own-visit settled", 741587) ELSE greatest("hours-of-help.own-visit-occurred-on", "hours-of-help.own-visit settled") END AS "hours-of-help.visit-not-before-term settled",
    CAST("hours-of-help.own-visit-hours" AS HUGEINT) * 1500 AS "hours-of-help.product-by-1500"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "hours-of-help.product-by-1500" * 100 AS "hours-of-help.product-by-100"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 10000 <> 0 THEN CAST("hours-of-help.product-by-100" AS HUGEINT) * sign(10000) END AS "hours-of-help.quotient-by-10000",
    CAST(10000 AS HUGEINT) * sign(10000) AS "hours-of-help.quotient-by-10000 under"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    CAST(half_up("hours-of-help.quotient-by-10000", "hours-of-help.quotient-by-10000 under") AS BIGINT) AS "hours-of-help.amount-rounded"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "hours-of-help.amount-rounded" + 0 IS NOT NULL THEN greatest("hours-of-help.amount-rounded", 0) END AS "hours-of-help.amount-or-nothing"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    "hours-of-help.amount-or-nothing" IS NOT NULL AS "hours-of-help.amount-known"
  FROM row_6
),
row_8 AS NOT MATERIALIZED (
  SELECT *,
    "customers.joined-for-each-visit" AND "hours-of-help.visit-there" AND "hours-of-help.visit-not-before-term" AND "hours-of-help.amount-known" AS "hours-of-help.conditions",
    CASE WHEN "customers.joined-for-each-visit" AND "hours-of-help.visit-there" AND "hours-of-help.visit-not-before-term" AND "hours-of-help.amount-known" THEN greatest("customers.joined-for-each-visit settled", "hours-of-help.own-visit settled", "hours-of-help.visit-not-before-term settled") ELSE least(CASE WHEN NOT "customers.joined-for-each-visit" THEN "customers.joined-for-each-visit settled" END, CASE WHEN NOT "hours-of-help.visit-there" THEN "hours-of-help.own-visit settled" END, CASE WHEN NOT "hours-of-help.visit-not-before-term" THEN "hours-of-help.visit-not-before-term settled" END, CASE WHEN NOT "hours-of-help.amount-known" THEN "hours-of-help.own-visit settled" END) END AS "hours-of-help.conditions settled"
  FROM row_7
)
SELECT person, event_id, "customers.first-plan", "hours-of-help.own-visit", "hours-of-help.own-visit settled", "hours-of-help.own-visit id_order", "hours-of-help.visit-there", "hours-of-help.visit-not-before-term", "hours-of-help.visit-not-before-term settled", "customers.joined-for-each-visit", "customers.joined-for-each-visit settled", "hours-of-help.amount-or-nothing", "hours-of-help.amount-known", "hours-of-help.conditions", "hours-of-help.conditions settled", "hours-of-help.own-visit-provider"
FROM row_8;

-- hours-of-help.pays, line 81
CREATE OR REPLACE TABLE "each-visit lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  nullif("hours-of-help.own-visit-provider", '') AS provider,
  CASE WHEN "hours-of-help.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "hours-of-help.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "hours-of-help.conditions" AND "hours-of-help.conditions settled" <= getvariable('as_at') THEN "hours-of-help.amount-or-nothing" ELSE coalesce("hours-of-help.amount-or-nothing", 0) END AS amount,
  CASE WHEN "hours-of-help.conditions" AND "hours-of-help.conditions settled" <= getvariable('as_at') THEN "hours-of-help.conditions settled" END AS earned_on,
  CASE WHEN "hours-of-help.conditions" AND "hours-of-help.conditions settled" <= getvariable('as_at') THEN month_end("hours-of-help.conditions settled") + 30 END AS payable_on
FROM "each-visit 1"
WHERE "customers.joined-for-each-visit" AND "customers.joined-for-each-visit settled" <= getvariable('as_at') AND (("hours-of-help.conditions" AND "hours-of-help.conditions settled" <= getvariable('as_at') AND coalesce("hours-of-help.amount-or-nothing", 0) <> 0)
  OR NOT "hours-of-help.conditions" OR "hours-of-help.conditions settled" > getvariable('as_at'));

-- extension.achieved-on, line 62: the start of the year
-- extension.achieved-on, line 62: the year from 1 April 2028
-- extension.achieved-on, line 62
-- extension.achieved-on, line 62: 31 March 2029
-- right-home-share.is, line 218: the average of right-home at each yearly-survey
-- right-home-share.is, line 218
-- extension.when, line 63
-- extension.when, line 63: right-home-share is at least 85%
-- extension.when, line 63: right-home-share is met
-- what-matters-share.is, line 224: the average of what-matters at each yearly-survey
-- what-matters-share.is, line 224
-- extension.when, line 63: what-matters-share is at least 75%
-- extension.when, line 63: what-matters-share is met
-- feels-safe-share.is, line 230: the average of feels-safe at each yearly-survey
-- feels-safe-share.is, line 230
-- extension.when, line 63: feels-safe-share is at least 85%
-- extension.when, line 63: feels-safe-share is met
-- community-share.is, line 236: the average of community at each yearly-survey
-- community-share.is, line 236
-- extension.when, line 63: community-share is at least 60%
-- extension.when, line 63: community-share is met
-- social-networks-share.is, line 242: the average of social-networks at each yearly-survey
-- social-networks-share.is, line 242
-- extension.when, line 63: social-networks-share is at least 75%
-- extension.when, line 63: social-networks-share is met
-- right-advice-share.is, line 254: the average of right-advice at each yearly-survey
-- right-advice-share.is, line 254
-- extension.when, line 63: right-advice-share is at least 80%
-- extension.when, line 63: right-advice-share is met
-- own-language-share.is, line 260: the average of own-language at each yearly-survey
-- own-language-share.is, line 260
-- extension.when, line 63: own-language-share is at least 95%
-- extension.when, line 63: own-language-share is met
-- dignity-share.is, line 266: the average of dignity at each yearly-survey
-- dignity-share.is, line 266
-- extension.when, line 63: dignity-share is at least 95%
-- extension.when, line 63: dignity-share is met
-- named-worker-share.is, line 278: the average of named-worker at each yearly-survey
-- named-worker-share.is, line 278
-- extension.when, line 63: named-worker-share is at least 95%
-- extension.when, line 63: named-worker-share is met
-- involved-share.is, line 284: the average of involved at each yearly-survey
-- involved-share.is, line 284
-- extension.when, line 63: involved-share is at least 80%
-- extension.when, line 63: involved-share is met
-- satisfied-with-care-share.is, line 290: the average of satisfied-with-care at each yearly-survey
-- satisfied-with-care-share.is, line 290
-- extension.when, line 63: satisfied-with-care-share is at least 85%
-- extension.when, line 63: satisfied-with-care-share is met
-- carers-supported-share.is, line 302: the average of carers-supported at each yearly-survey
-- carers-supported-share.is, line 302
-- extension.when, line 63: carers-supported-share is at least 70%
-- extension.when, line 63: carers-supported-share is met
-- carers-involved-share.is, line 308: the average of carers-involved at each yearly-survey
-- carers-involved-share.is, line 308
-- extension.when, line 63: carers-involved-share is at least 75%
-- extension.when, line 63: carers-involved-share is met
-- fall-in-hours.is, line 55: the total of hours-at-start at each yearly-hours
-- fall-in-hours.is, line 55: the total of hours-now at each yearly-hours
-- fall-in-hours.is, line 55
-- extension.when, line 63: fall-in-hours is at least 20%
-- extension.when, line 63: fall-in-hours is met
-- extension.when, line 63: at least 12 of (right-home-share is met; what-matters-share is met; feels-safe-share is met; community-share is met; social-networks-share is met; right-advice-share is met; own-language-share is met; dignity-share is met; named-worker-share is met; involved-share is met; satisfied-with-care-share is met; carers-supported-share is met; carers-involved-share is met; fall-in-hours is met)
-- extension, line 59
CREATE OR REPLACE TABLE "provider-and-year 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end,
    coalesce(g1."right-home-share.average-right-home", 0) AS "right-home-share.average-right-home",
    greatest(p.period_end, g1."right-home-share.average-right-home settled") AS "right-home-share.average-right-home settled",
    coalesce(g1."right-home-share.number-right-home", 0) AS "right-home-share.number-right-home",
    greatest(p.period_end, g1."right-home-share.number-right-home settled") AS "right-home-share.number-right-home settled",
    coalesce(g1."what-matters-share.average-what-matters", 0) AS "what-matters-share.average-what-matters",
    greatest(p.period_end, g1."what-matters-share.average-what-matters settled") AS "what-matters-share.average-what-matters settled",
    coalesce(g1."what-matters-share.number-what-matters", 0) AS "what-matters-share.number-what-matters",
    greatest(p.period_end, g1."what-matters-share.number-what-matters settled") AS "what-matters-share.number-what-matters settled",
    coalesce(g1."feels-safe-share.average-feels-safe", 0) AS "feels-safe-share.average-feels-safe",
    greatest(p.period_end, g1."feels-safe-share.average-feels-safe settled") AS "feels-safe-share.average-feels-safe settled",
    coalesce(g1."feels-safe-share.number-feels-safe", 0) AS "feels-safe-share.number-feels-safe",
    greatest(p.period_end, g1."feels-safe-share.number-feels-safe settled") AS "feels-safe-share.number-feels-safe settled",
    coalesce(g1."community-share.average-community", 0) AS "community-share.average-community",
    greatest(p.period_end, g1."community-share.average-community settled") AS "community-share.average-community settled",
    coalesce(g1."community-share.number-community", 0) AS "community-share.number-community",
    greatest(p.period_end, g1."community-share.number-community settled") AS "community-share.number-community settled",
    coalesce(g1."social-networks-share.average-social-networks", 0) AS "social-networks-share.average-social-networks",
    greatest(p.period_end, g1."social-networks-share.average-social-networks settled") AS "social-networks-share.average-social-networks settled",
    coalesce(g1."social-networks-share.number-social-networks", 0) AS "social-networks-share.number-social-networks",
    greatest(p.period_end, g1."social-networks-share.number-social-networks settled") AS "social-networks-share.number-social-networks settled",
    coalesce(g1."right-advice-share.average-right-advice", 0) AS "right-advice-share.average-right-advice",
    greatest(p.period_end, g1."right-advice-share.average-right-advice settled") AS "right-advice-share.average-right-advice settled",
    coalesce(g1."right-advice-share.number-right-advice", 0) AS "right-advice-share.number-right-advice",
    greatest(p.period_end, g1."right-advice-share.number-right-advice settled") AS "right-advice-share.number-right-advice settled",
    coalesce(g1."own-language-share.average-own-language", 0) AS "own-language-share.average-own-language",
    greatest(p.period_end, g1."own-language-share.average-own-language settled") AS "own-language-share.average-own-language settled",
    coalesce(g1."own-language-share.number-own-language", 0) AS "own-language-share.number-own-language",
    greatest(p.period_end, g1."own-language-share.number-own-language settled") AS "own-language-share.number-own-language settled",
    coalesce(g1."dignity-share.average-dignity", 0) AS "dignity-share.average-dignity",
    greatest(p.period_end, g1."dignity-share.average-dignity settled") AS "dignity-share.average-dignity settled",
    coalesce(g1."dignity-share.number-dignity", 0) AS "dignity-share.number-dignity",
    greatest(p.period_end, g1."dignity-share.number-dignity settled") AS "dignity-share.number-dignity settled",
    coalesce(g1."named-worker-share.average-named-worker", 0) AS "named-worker-share.average-named-worker",
    greatest(p.period_end, g1."named-worker-share.average-named-worker settled") AS "named-worker-share.average-named-worker settled",
    coalesce(g1."named-worker-share.number-named-worker", 0) AS "named-worker-share.number-named-worker",
    greatest(p.period_end, g1."named-worker-share.number-named-worker settled") AS "named-worker-share.number-named-worker settled",
    coalesce(g1."involved-share.average-involved", 0) AS "involved-share.average-involved",
    greatest(p.period_end, g1."involved-share.average-involved settled") AS "involved-share.average-involved settled",
    coalesce(g1."involved-share.number-involved", 0) AS "involved-share.number-involved",
    greatest(p.period_end, g1."involved-share.number-involved settled") AS "involved-share.number-involved settled",
    coalesce(g1."satisfied-with-care-share.average-satisfied-with-care", 0) AS "satisfied-with-care-share.average-satisfied-with-care",
    greatest(p.period_end, g1."satisfied-with-care-share.average-satisfied-with-care settled") AS "satisfied-with-care-share.average-satisfied-with-care settled",
    coalesce(g1."satisfied-with-care-share.number-satisfied-with-care", 0) AS "satisfied-with-care-share.number-satisfied-with-care",
    greatest(p.period_end, g1."satisfied-with-care-share.number-satisfied-with-care settled") AS "satisfied-with-care-share.number-satisfied-with-care settled",
    coalesce(g1."carers-supported-share.average-carers-supported", 0) AS "carers-supported-share.average-carers-supported",
    greatest(p.period_end, g1."carers-supported-share.average-carers-supported settled") AS "carers-supported-share.average-carers-supported settled",
    coalesce(g1."carers-supported-share.number-carers-supported", 0) AS "carers-supported-share.number-carers-supported",
    greatest(p.period_end, g1."carers-supported-share.number-carers-supported settled") AS "carers-supported-share.number-carers-supported settled",
    coalesce(g1."carers-involved-share.average-carers-involved", 0) AS "carers-involved-share.average-carers-involved",
    greatest(p.period_end, g1."carers-involved-share.average-carers-involved settled") AS "carers-involved-share.average-carers-involved settled",
    coalesce(g1."carers-involved-share.number-carers-involved", 0) AS "carers-involved-share.number-carers-involved",
    greatest(p.period_end, g1."carers-involved-share.number-carers-involved settled") AS "carers-involved-share.number-carers-involved settled",
    coalesce(g2."fall-in-hours.total-hours-at-start", 0) AS "fall-in-hours.total-hours-at-start",
    greatest(p.period_end, g2."fall-in-hours.total-hours-at-start settled") AS "fall-in-hours.total-hours-at-start settled",
    coalesce(g2."fall-in-hours.total-hours-now", 0) AS "fall-in-hours.total-hours-now",
    greatest(p.period_end, g2."fall-in-hours.total-hours-now settled") AS "fall-in-hours.total-hours-now settled"
  FROM (
    SELECT provider, period_start, period_end
    FROM (VALUES ('first-provider'), ('second-provider')) s (provider), (VALUES
      (740072, 740437),
      (740438, 740802),
      (740803, 741167),
      (741168, 741532),
      (741533, 741587)
    ) t (period_start, period_end)
  ) p
  LEFT JOIN (
    SELECT e."provider" AS provider,
      (year_start(e."occurred_on")) AS period_start,
      CAST(sum(e."right-home") AS BIGINT) AS "right-home-share.average-right-home",
      max(e.occurred_on) FILTER (WHERE e."right-home" IS NOT NULL) AS "right-home-share.average-right-home settled",
      count(*) FILTER (WHERE (e."right-home" IS NOT NULL)) AS "right-home-share.number-right-home",
      max((e.occurred_on)) FILTER (WHERE (e."right-home" IS NOT NULL) IS NOT NULL) AS "right-home-share.number-right-home settled",
      CAST(sum(e."what-matters") AS BIGINT) AS "what-matters-share.average-what-matters",
      max(e.occurred_on) FILTER (WHERE e."what-matters" IS NOT NULL) AS "what-matters-share.average-what-matters settled",
      count(*) FILTER (WHERE (e."what-matters" IS NOT NULL)) AS "what-matters-share.number-what-matters",
      max((e.occurred_on)) FILTER (WHERE (e."what-matters" IS NOT NULL) IS NOT NULL) AS "what-matters-share.number-what-matters settled",
      CAST(sum(e."feels-safe") AS BIGINT) AS "feels-safe-share.average-feels-safe",
      max(e.occurred_on) FILTER (WHERE e."feels-safe" IS NOT NULL) AS "feels-safe-share.average-feels-safe settled",
      count(*) FILTER (WHERE (e."feels-safe" IS NOT NULL)) AS "feels-safe-share.number-feels-safe",
      max((e.occurred_on)) FILTER (WHERE (e."feels-safe" IS NOT NULL) IS NOT NULL) AS "feels-safe-share.number-feels-safe settled",
      CAST(sum(e."community") AS BIGINT) AS "community-share.average-community",
      max(e.occurred_on) FILTER (WHERE e."community" IS NOT NULL) AS "community-share.average-community settled",
      count(*) FILTER (WHERE (e."community" IS NOT NULL)) AS "community-share.number-community",
      max((e.occurred_on)) FILTER (WHERE (e."community" IS NOT NULL) IS NOT NULL) AS "community-share.number-community settled",
      CAST(sum(e."social-networks") AS BIGINT) AS "social-networks-share.average-social-networks",
      max(e.occurred_on) FILTER (WHERE e."social-networks" IS NOT NULL) AS "social-networks-share.average-social-networks settled",
      count(*) FILTER (WHERE (e."social-networks" IS NOT NULL)) AS "social-networks-share.number-social-networks",
      max((e.occurred_on)) FILTER (WHERE (e."social-networks" IS NOT NULL) IS NOT NULL) AS "social-networks-share.number-social-networks settled",
      CAST(sum(e."right-advice") AS BIGINT) AS "right-advice-share.average-right-advice",
      max(e.occurred_on) FILTER (WHERE e."right-advice" IS NOT NULL) AS "right-advice-share.average-right-advice settled",
      count(*) FILTER (WHERE (e."right-advice" IS NOT NULL)) AS "right-advice-share.number-right-advice",
      max((e.occurred_on)) FILTER (WHERE (e."right-advice" IS NOT NULL) IS NOT NULL) AS "right-advice-share.number-right-advice settled",
      CAST(sum(e."own-language") AS BIGINT) AS "own-language-share.average-own-language",
      max(e.occurred_on) FILTER (WHERE e."own-language" IS NOT NULL) AS "own-language-share.average-own-language settled",
      count(*) FILTER (WHERE (e."own-language" IS NOT NULL)) AS "own-language-share.number-own-language",
      max((e.occurred_on)) FILTER (WHERE (e."own-language" IS NOT NULL) IS NOT NULL) AS "own-language-share.number-own-language settled",
      CAST(sum(e."dignity") AS BIGINT) AS "dignity-share.average-dignity",
      max(e.occurred_on) FILTER (WHERE e."dignity" IS NOT NULL) AS "dignity-share.average-dignity settled",
      count(*) FILTER (WHERE (e."dignity" IS NOT NULL)) AS "dignity-share.number-dignity",
      max((e.occurred_on)) FILTER (WHERE (e."dignity" IS NOT NULL) IS NOT NULL) AS "dignity-share.number-dignity settled",
      CAST(sum(e."named-worker") AS BIGINT) AS "named-worker-share.average-named-worker",
      max(e.occurred_on) FILTER (WHERE e."named-worker" IS NOT NULL) AS "named-worker-share.average-named-worker settled",
      count(*) FILTER (WHERE (e."named-worker" IS NOT NULL)) AS "named-worker-share.number-named-worker",
      max((e.occurred_on)) FILTER (WHERE (e."named-worker" IS NOT NULL) IS NOT NULL) AS "named-worker-share.number-named-worker settled",
      CAST(sum(e."involved") AS BIGINT) AS "involved-share.average-involved",
      max(e.occurred_on) FILTER (WHERE e."involved" IS NOT NULL) AS "involved-share.average-involved settled",
      count(*) FILTER (WHERE (e."involved" IS NOT NULL)) AS "involved-share.number-involved",
      max((e.occurred_on)) FILTER (WHERE (e."involved" IS NOT NULL) IS NOT NULL) AS "involved-share.number-involved settled",
      CAST(sum(e."satisfied-with-care") AS BIGINT) AS "satisfied-with-care-share.average-satisfied-with-care",
      max(e.occurred_on) FILTER (WHERE e."satisfied-with-care" IS NOT NULL) AS "satisfied-with-care-share.average-satisfied-with-care settled",
      count(*) FILTER (WHERE (e."satisfied-with-care" IS NOT NULL)) AS "satisfied-with-care-share.number-satisfied-with-care",
      max((e.occurred_on)) FILTER (WHERE (e."satisfied-with-care" IS NOT NULL) IS NOT NULL) AS "satisfied-with-care-share.number-satisfied-with-care settled",
      CAST(sum(e."carers-supported") AS BIGINT) AS "carers-supported-share.average-carers-supported",
      max(e.occurred_on) FILTER (WHERE e."carers-supported" IS NOT NULL) AS "carers-supported-share.average-carers-supported settled",
      count(*) FILTER (WHERE (e."carers-supported" IS NOT NULL)) AS "carers-supported-share.number-carers-supported",
      max((e.occurred_on)) FILTER (WHERE (e."carers-supported" IS NOT NULL) IS NOT NULL) AS "carers-supported-share.number-carers-supported settled",
      CAST(sum(e."carers-involved") AS BIGINT) AS "carers-involved-share.average-carers-involved",
      max(e.occurred_on) FILTER (WHERE e."carers-involved" IS NOT NULL) AS "carers-involved-share.average-carers-involved settled",
      count(*) FILTER (WHERE (e."carers-involved" IS NOT NULL)) AS "carers-involved-share.number-carers-involved",
      max((e.occurred_on)) FILTER (WHERE (e."carers-involved" IS NOT NULL) IS NOT NULL) AS "carers-involved-share.number-carers-involved settled"
    FROM event e
    WHERE e.event = 'yearly-survey' AND (coalesce(e."occurred_on" >= 740072, false)) AND e."provider" IS NOT NULL AND (year_start(e."occurred_on")) IS NOT NULL
    GROUP BY ALL
  ) g1 ON g1.provider = p.provider AND g1.period_start = p.period_start
  LEFT JOIN (
    SELECT e."provider" AS provider,
      (year_start(e."occurred_on")) AS period_start,
      CAST(sum(e."hours-at-start") AS BIGINT) AS "fall-in-hours.total-hours-at-start",
      max(e.occurred_on) FILTER (WHERE e."hours-at-start" IS NOT NULL) AS "fall-in-hours.total-hours-at-start settled",
      CAST(sum(e."hours-now") AS BIGINT) AS "fall-in-hours.total-hours-now",
      max(e.occurred_on) FILTER (WHERE e."hours-now" IS NOT NULL) AS "fall-in-hours.total-hours-now settled"
    FROM event e
    WHERE e.event = 'yearly-hours' AND (coalesce(e."occurred_on" >= 740072, false)) AND e."provider" IS NOT NULL AND (year_start(e."occurred_on")) IS NOT NULL
    GROUP BY ALL
  ) g2 ON g2.provider = p.provider AND g2.period_start = p.period_start
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    period_start AS "extension.year-start",
    CASE WHEN "right-home-share.number-right-home" <> 0 THEN CAST("right-home-share.average-right-home" AS HUGEINT) * sign("right-home-share.number-right-home") END AS "right-home-share.average-right-home-2",
    greatest("right-home-share.average-right-home settled", "right-home-share.number-right-home settled") AS "right-home-share.average-right-home-2 settled",
    CAST("right-home-share.number-right-home" AS HUGEINT) * sign("right-home-share.number-right-home") AS "right-home-share.average-right-home-2 under",
    CASE WHEN "what-matters-share.number-what-matters" <> 0 THEN CAST("what-matters-share.average-what-matters" AS HUGEINT) * sign("what-matters-share.number-what-matters") END AS "what-matters-share.average-what-matters-2",
    greatest("what-matters-share.average-what-matters settled", "what-matters-share.number-what-matters settled") AS "what-matters-share.average-what-matters-2 settled",
    CAST("what-matters-share.number-what-matters" AS HUGEINT) * sign("what-matters-share.number-what-matters") AS "what-matters-share.average-what-matters-2 under",
    CASE WHEN "feels-safe-share.number-feels-safe" <> 0 THEN CAST("feels-safe-share.average-feels-safe" AS HUGEINT) * sign("feels-safe-share.number-feels-safe") END AS "feels-safe-share.average-feels-safe-2",
    greatest("feels-safe-share.average-feels-safe settled", "feels-safe-share.number-feels-safe settled") AS "feels-safe-share.average-feels-safe-2 settled",
    CAST("feels-safe-share.number-feels-safe" AS HUGEINT) * sign("feels-safe-share.number-feels-safe") AS "feels-safe-share.average-feels-safe-2 under",
    CASE WHEN "community-share.number-community" <> 0 THEN CAST("community-share.average-community" AS HUGEINT) * sign("community-share.number-community") END AS "community-share.average-community-2",
    greatest("community-share.average-community settled", "community-share.number-community settled") AS "community-share.average-community-2 settled",
    CAST("community-share.number-community" AS HUGEINT) * sign("community-share.number-community") AS "community-share.average-community-2 under",
    CASE WHEN "social-networks-share.number-social-networks" <> 0 THEN CAST("social-networks-share.average-social-networks" AS HUGEINT) * sign("social-networks-share.number-social-networks") END AS "social-networks-share.average-social-networks-2",
    greatest("social-networks-share.average-social-networks settled", "social-networks-share.number-social-networks settled") AS "social-networks-share.average-social-networks-2 settled",
    CAST("social-networks-share.number-social-networks" AS HUGEINT) * sign("social-networks-share.number-social-networks") AS "social-networks-share.average-social-networks-2 under",
    CASE WHEN "right-advice-share.number-right-advice" <> 0 THEN CAST("right-advice-share.average-right-advice" AS HUGEINT) * sign("right-advice-share.number-right-advice") END AS "right-advice-share.average-right-advice-2",
    greatest("right-advice-share.average-right-advice settled", "right-advice-share.number-right-advice settled") AS "right-advice-share.average-right-advice-2 settled",
    CAST("right-advice-share.number-right-advice" AS HUGEINT) * sign("right-advice-share.number-right-advice") AS "right-advice-share.average-right-advice-2 under",
    CASE WHEN "own-language-share.number-own-language" <> 0 THEN CAST("own-language-share.average-own-language" AS HUGEINT) * sign("own-language-share.number-own-language") END AS "own-language-share.average-own-language-2",
    greatest("own-language-share.average-own-language settled", "own-language-share.number-own-language settled") AS "own-language-share.average-own-language-2 settled",
    CAST("own-language-share.number-own-language" AS HUGEINT) * sign("own-language-share.number-own-language") AS "own-language-share.average-own-language-2 under",
    CASE WHEN "dignity-share.number-dignity" <> 0 THEN CAST("dignity-share.average-dignity" AS HUGEINT) * sign("dignity-share.number-dignity") END AS "dignity-share.average-dignity-2",
    greatest("dignity-share.average-dignity settled", "dignity-share.number-dignity settled") AS "dignity-share.average-dignity-2 settled",
    CAST("dignity-share.number-dignity" AS HUGEINT) * sign("dignity-share.number-dignity") AS "dignity-share.average-dignity-2 under",
    CASE WHEN "named-worker-share.number-named-worker" <> 0 THEN CAST("named-worker-share.average-named-worker" AS HUGEINT) * sign("named-worker-share.number-named-worker") END AS "named-worker-share.average-named-worker-2",
    greatest("named-worker-share.average-named-worker settled", "named-worker-share.number-named-worker settled") AS "named-worker-share.average-named-worker-2 settled",
    CAST("named-worker-share.number-named-worker" AS HUGEINT) * sign("named-worker-share.number-named-worker") AS "named-worker-share.average-named-worker-2 under",
    CASE WHEN "involved-share.number-involved" <> 0 THEN CAST("involved-share.average-involved" AS HUGEINT) * sign("involved-share.number-involved") END AS "involved-share.average-involved-2",
    greatest("involved-share.average-involved settled", "involved-share.number-involved settled") AS "involved-share.average-involved-2 settled",
    CAST("involved-share.number-involved" AS HUGEINT) * sign("involved-share.number-involved") AS "involved-share.average-involved-2 under",
    CASE WHEN "satisfied-with-care-share.number-satisfied-with-care" <> 0 THEN CAST("satisfied-with-care-share.average-satisfied-with-care" AS HUGEINT) * sign("satisfied-with-care-share.number-satisfied-with-care") END AS "satisfied-with-care-share.average-satisfied-with-care-2",
    greatest("satisfied-with-care-share.average-satisfied-with-care settled", "satisfied-with-care-share.number-satisfied-with-care settled") AS "satisfied-with-care-share.average-satisfied-with-care-2 settled",
    CAST("satisfied-with-care-share.number-satisfied-with-care" AS HUGEINT) * sign("satisfied-with-care-share.number-satisfied-with-care") AS "satisfied-with-care-share.average-satisfied-with-care-2 under",
    CASE WHEN "carers-supported-share.number-carers-supported" <> 0 THEN CAST("carers-supported-share.average-carers-supported" AS HUGEINT) * sign("carers-supported-share.number-carers-supported") END AS "carers-supported-share.average-carers-supported-2",
    greatest("carers-supported-share.average-carers-supported settled", "carers-supported-share.number-carers-supported settled") AS "carers-supported-share.average-carers-supported-2 settled",
    CAST("carers-supported-share.number-carers-supported" AS HUGEINT) * sign("carers-supported-share.number-carers-supported") AS "carers-supported-share.average-carers-supported-2 under",
    CASE WHEN "carers-involved-share.number-carers-involved" <> 0 THEN CAST("carers-involved-share.average-carers-involved" AS HUGEINT) * sign("carers-involved-share.number-carers-involved") END AS "carers-involved-share.average-carers-involved-2",
    greatest("carers-involved-share.average-carers-involved settled", "carers-involved-share.number-carers-involved settled") AS "carers-involved-share.average-carers-involved-2 settled",
    CAST("carers-involved-share.number-carers-involved" AS HUGEINT) * sign("carers-involved-share.number-carers-involved") AS "carers-involved-share.average-carers-involved-2 under",
    "fall-in-hours.total-hours-at-start" - "fall-in-hours.total-hours-now" AS "fall-in-hours.difference",
    greatest("fall-in-hours.total-hours-at-start settled", "fall-in-hours.total-hours-now settled") AS "fall-in-hours.difference settled"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("extension.year-start" = 740438, false) AS "extension.year-of-the-day",
    "extension.year-start" + 364 AS "extension.year-start-plus-364-days",
    CASE WHEN 10000 <> 0 THEN CAST("right-home-share.average-right-home-2" AS HUGEINT) * sign(10000) END AS "right-home-share.quotient-by-10000",
    CAST(CAST(10000 AS HUGEINT) * "right-home-share.average-right-home-2 under" AS HUGEINT) * sign(10000) AS "right-home-share.quotient-by-10000 under",
    CASE WHEN 10000 <> 0 THEN CAST("what-matters-share.average-what-matters-2" AS HUGEINT) * sign(10000) END AS "what-matters-share.quotient-by-10000",
    CAST(CAST(10000 AS HUGEINT) * "what-matters-share.average-what-matters-2 under" AS HUGEINT) * sign(10000) AS "what-matters-share.quotient-by-10000 under",
    CASE WHEN 10000 <> 0 THEN CAST("feels-safe-share.average-feels-safe-2" AS HUGEINT) * sign(10000) END AS "feels-safe-share.quotient-by-10000",
    CAST(CAST(10000 AS HUGEINT) * "feels-safe-share.average-feels-safe-2 under" AS HUGEINT) * sign(10000) AS "feels-safe-share.quotient-by-10000 under",
    CASE WHEN 10000 <> 0 THEN CAST("community-share.average-community-2" AS HUGEINT) * sign(10000) END AS "community-share.quotient-by-10000",
    CAST(CAST(10000 AS HUGEINT) * "community-share.average-community-2 under" AS HUGEINT) * sign(10000) AS "community-share.quotient-by-10000 under",
    CASE WHEN 10000 <> 0 THEN CAST("social-networks-share.average-social-networks-2" AS HUGEINT) * sign(10000) END AS "social-networks-share.quotient-by-10000",
    CAST(CAST(10000 AS HUGEINT) * "social-networks-share.average-social-networks-2 under" AS HUGEINT) * sign(10000) AS "social-networks-share.quotient-by-10000 under",
    CASE WHEN 10000 <> 0 THEN CAST("right-advice-share.average-right-advice-2" AS HUGEINT) * sign(10000) END AS "right-advice-share.quotient-by-10000",
    CAST(CAST(10000 AS HUGEINT) * "right-advice-share.average-right-advice-2 under" AS HUGEINT) * sign(10000) AS "right-advice-share.quotient-by-10000 under",
    CASE WHEN 10000 <> 0 THEN CAST("own-language-share.average-own-language-2" AS HUGEINT) * sign(10000) END AS "own-language-share.quotient-by-10000",
    CAST(CAST(10000 AS HUGEINT) * "own-language-share.average-own-language-2 under" AS HUGEINT) * sign(10000) AS "own-language-share.quotient-by-10000 under",
    CASE WHEN 10000 <> 0 THEN CAST("dignity-share.average-dignity-2" AS HUGEINT) * sign(10000) END AS "dignity-share.quotient-by-10000",
    CAST(CAST(10000 AS HUGEINT) * "dignity-share.average-dignity-2 under" AS HUGEINT) * sign(10000) AS "dignity-share.quotient-by-10000 under",
    CASE WHEN 10000 <> 0 THEN CAST("named-worker-share.average-named-worker-2" AS HUGEINT) * sign(10000) END AS "named-worker-share.quotient-by-10000",
    CAST(CAST(10000 AS HUGEINT) * "named-worker-share.average-named-worker-2 under" AS HUGEINT) * sign(10000) AS "named-worker-share.quotient-by-10000 under",
    CASE WHEN 10000 <> 0 THEN CAST("involved-share.average-involved-2" AS HUGEINT) * sign(10000) END AS "involved-share.quotient-by-10000",
    CAST(CAST(10000 AS HUGEINT) * "involved-share.average-involved-2 under" AS HUGEINT) * sign(10000) AS "involved-share.quotient-by-10000 under",
    CASE WHEN 10000 <> 0 THEN CAST("satisfied-with-care-share.average-satisfied-with-care-2" AS HUGEINT) * sign(10000) END AS "satisfied-with-care-share.quotient-by-10000",
    CAST(CAST(10000 AS HUGEINT) * "satisfied-with-care-share.average-satisfied-with-care-2 under" AS HUGEINT) * sign(10000) AS "satisfied-with-care-share.quotient-by-10000 under",
    CASE WHEN 10000 <> 0 THEN CAST("carers-supported-share.average-carers-supported-2" AS HUGEINT) * sign(10000) END AS "carers-supported-share.quotient-by-10000",
    CAST(CAST(10000 AS HUGEINT) * "carers-supported-share.average-carers-supported-2 under" AS HUGEINT) * sign(10000) AS "carers-supported-share.quotient-by-10000 under",
    CASE WHEN 10000 <> 0 THEN CAST("carers-involved-share.average-carers-involved-2" AS HUGEINT) * sign(10000) END AS "carers-involved-share.quotient-by-10000",
    CAST(CAST(10000 AS HUGEINT) * "carers-involved-share.average-carers-involved-2 under" AS HUGEINT) * sign(10000) AS "carers-involved-share.quotient-by-10000 under",
    CASE WHEN "fall-in-hours.total-hours-at-start" <> 0 THEN CAST("fall-in-hours.difference" AS HUGEINT) * sign("fall-in-hours.total-hours-at-start") END AS "fall-in-hours.quotient",
    greatest("fall-in-hours.difference settled", "fall-in-hours.total-hours-at-start settled") AS "fall-in-hours.quotient settled",
    CAST("fall-in-hours.total-hours-at-start" AS HUGEINT) * sign("fall-in-hours.total-hours-at-start") AS "fall-in-hours.quotient under"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "extension.year-start-plus-364-days" IS NOT NULL AS "extension.day-has-come",
    "extension.year-start-plus-364-days" AS "extension.day-has-come settled",
    CAST("right-home-share.quotient-by-10000" AS HUGEINT) * 100 AS "extension.product-by-100",
    "right-home-share.quotient-by-10000 under" AS "extension.product-by-100 under",
    CAST("what-matters-share.quotient-by-10000" AS HUGEINT) * 100 AS "extension.product-by-100-2",
    "what-matters-share.quotient-by-10000 under" AS "extension.product-by-100-2 under",
    CAST("feels-safe-share.quotient-by-10000" AS HUGEINT) * 100 AS "extension.product-by-100-3",
    "feels-safe-share.quotient-by-10000 under" AS "extension.product-by-100-3 under",
    CAST("community-share.quotient-by-10000" AS HUGEINT) * 100 AS "extension.product-by-100-4",
    "community-share.quotient-by-10000 under" AS "extension.product-by-100-4 under",
    CAST("social-networks-share.quotient-by-10000" AS HUGEINT) * 100 AS "extension.product-by-100-5",
    "social-networks-share.quotient-by-10000 under" AS "extension.product-by-100-5 under",
    CAST("right-advice-share.quotient-by-10000" AS HUGEINT) * 100 AS "extension.product-by-100-6",
    "right-advice-share.quotient-by-10000 under" AS "extension.product-by-100-6 under",
    CAST("own-language-share.quotient-by-10000" AS HUGEINT) * 100 AS "extension.product-by-100-7",
    "own-language-share.quotient-by-10000 under" AS "extension.product-by-100-7 under",
    CAST("dignity-share.quotient-by-10000" AS HUGEINT) * 100 AS "extension.product-by-100-8",
    "dignity-share.quotient-by-10000 under" AS "extension.product-by-100-8 under",
    CAST("named-worker-share.quotient-by-10000" AS HUGEINT) * 100 AS "extension.product-by-100-9",
    "named-worker-share.quotient-by-10000 under" AS "extension.product-by-100-9 under",
    CAST("involved-share.quotient-by-10000" AS HUGEINT) * 100 AS "extension.product-by-100-10",
    "involved-share.quotient-by-10000 under" AS "extension.product-by-100-10 under",
    CAST("satisfied-with-care-share.quotient-by-10000" AS HUGEINT) * 100 AS "extension.product-by-100-11",
    "satisfied-with-care-share.quotient-by-10000 under" AS "extension.product-by-100-11 under",
    CAST("carers-supported-share.quotient-by-10000" AS HUGEINT) * 100 AS "extension.product-by-100-12",
    "carers-supported-share.quotient-by-10000 under" AS "extension.product-by-100-12 under",
    CAST("carers-involved-share.quotient-by-10000" AS HUGEINT) * 100 AS "extension.product-by-100-13",
    "carers-involved-share.quotient-by-10000 under" AS "extension.product-by-100-13 under",
    CAST("fall-in-hours.quotient" AS HUGEINT) * 100 AS "fall-in-hours.product-by-100",
    "fall-in-hours.quotient under" AS "fall-in-hours.product-by-100 under"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("extension.product-by-100" >= CAST(85 AS HUGEINT) * "extension.product-by-100 under", false) AS "extension.right-home-share-test",
    coalesce("extension.product-by-100-2" >= CAST(75 AS HUGEINT) * "extension.product-by-100-2 under", false) AS "extension.what-matters-share-test",
    coalesce("extension.product-by-100-3" >= CAST(85 AS HUGEINT) * "extension.product-by-100-3 under", false) AS "extension.feels-safe-share-test",
    coalesce("extension.product-by-100-4" >= CAST(60 AS HUGEINT) * "extension.product-by-100-4 under", false) AS "extension.community-share-test",
    coalesce("extension.product-by-100-5" >= CAST(75 AS HUGEINT) * "extension.product-by-100-5 under", false) AS "extension.social-networks-share-test",
    coalesce("extension.product-by-100-6" >= CAST(80 AS HUGEINT) * "extension.product-by-100-6 under", false) AS "extension.right-advice-share-test",
    coalesce("extension.product-by-100-7" >= CAST(95 AS HUGEINT) * "extension.product-by-100-7 under", false) AS "extension.own-language-share-test",
    coalesce("extension.product-by-100-8" >= CAST(95 AS HUGEINT) * "extension.product-by-100-8 under", false) AS "extension.dignity-share-test",
    coalesce("extension.product-by-100-9" >= CAST(95 AS HUGEINT) * "extension.product-by-100-9 under", false) AS "extension.named-worker-share-test",
    coalesce("extension.product-by-100-10" >= CAST(80 AS HUGEINT) * "extension.product-by-100-10 under", false) AS "extension.involved-share-test",
    coalesce("extension.product-by-100-11" >= CAST(85 AS HUGEINT) * "extension.product-by-100-11 under", false) AS "extension.satisfied-with-care-share-test",
    coalesce("extension.product-by-100-12" >= CAST(70 AS HUGEINT) * "extension.product-by-100-12 under", false) AS "extension.carers-supported-share-test",
    coalesce("extension.product-by-100-13" >= CAST(75 AS HUGEINT) * "extension.product-by-100-13 under", false) AS "extension.carers-involved-share-test",
    CASE WHEN 100 <> 0 THEN CAST("fall-in-hours.product-by-100" AS HUGEINT) * sign(100) END AS "fall-in-hours.quotient-by-100",
    CAST(CAST(100 AS HUGEINT) * "fall-in-hours.product-by-100 under" AS HUGEINT) * sign(100) AS "fall-in-hours.quotient-by-100 under"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    "extension.right-home-share-test" AS "extension.right-home-share-met",
    CASE WHEN "extension.right-home-share-test" THEN "right-home-share.average-right-home-2 settled" ELSE CASE WHEN NOT "extension.right-home-share-test" THEN "right-home-share.average-right-home-2 settled" END END AS "extension.right-home-share-met settled",
    "extension.what-matters-share-test" AS "extension.what-matters-share-met",
    CASE WHEN "extension.what-matters-share-test" THEN "what-matters-share.average-what-matters-2 settled" ELSE CASE WHEN NOT "extension.what-matters-share-test" THEN "what-matters-share.average-what-matters-2 settled" END END AS "extension.what-matters-share-met settled",
    "extension.feels-safe-share-test" AS "extension.feels-safe-share-met",
    CASE WHEN "extension.feels-safe-share-test" THEN "feels-safe-share.average-feels-safe-2 settled" ELSE CASE WHEN NOT "extension.feels-safe-share-test" THEN "feels-safe-share.average-feels-safe-2 settled" END END AS "extension.feels-safe-share-met settled",
    "extension.community-share-test" AS "extension.community-share-met",
    CASE WHEN "extension.community-share-test" THEN "community-share.average-community-2 settled" ELSE CASE WHEN NOT "extension.community-share-test" THEN "community-share.average-community-2 settled" END END AS "extension.community-share-met settled",
    "extension.social-networks-share-test" AS "extension.social-networks-share-met",
    CASE WHEN "extension.social-networks-share-test" THEN "social-networks-share.average-social-networks-2 settled" ELSE CASE WHEN NOT "extension.social-networks-share-test" THEN "social-networks-share.average-social-networks-2 settled" END END AS "extension.social-networks-share-met settled",
    "extension.right-advice-share-test" AS "extension.right-advice-share-met",
    CASE WHEN "extension.right-advice-share-test" THEN "right-advice-share.average-right-advice-2 settled" ELSE CASE WHEN NOT "extension.right-advice-share-test" THEN "right-advice-share.average-right-advice-2 settled" END END AS "extension.right-advice-share-met settled",
    "extension.own-language-share-test" AS "extension.own-language-share-met",
    CASE WHEN "extension.own-language-share-test" THEN "own-language-share.average-own-language-2 settled" ELSE CASE WHEN NOT "extension.own-language-share-test" THEN "own-language-share.average-own-language-2 settled" END END AS "extension.own-language-share-met settled",
    "extension.dignity-share-test" AS "extension.dignity-share-met",
    CASE WHEN "extension.dignity-share-test" THEN "dignity-share.average-dignity-2 settled" ELSE CASE WHEN NOT "extension.dignity-share-test" THEN "dignity-share.average-dignity-2 settled" END END AS "extension.dignity-share-met settled",
    "extension.named-worker-share-test" AS "extension.named-worker-share-met",
    CASE WHEN "extension.named-worker-share-test" THEN "named-worker-share.average-named-worker-2 settled" ELSE CASE WHEN NOT "extension.named-worker-share-test" THEN "named-worker-share.average-named-worker-2 settled" END END AS "extension.named-worker-share-met settled",
    "extension.involved-share-test" AS "extension.involved-share-met",
    CASE WHEN "extension.involved-share-test" THEN "involved-share.average-involved-2 settled" ELSE CASE WHEN NOT "extension.involved-share-test" THEN "involved-share.average-involved-2 settled" END END AS "extension.involved-share-met settled",
    "extension.satisfied-with-care-share-test" AS "extension.satisfied-with-care-share-met",
    CASE WHEN "extension.satisfied-with-care-share-test" THEN "satisfied-with-care-share.average-satisfied-with-care-2 settled" ELSE CASE WHEN NOT "extension.satisfied-with-care-share-test" THEN "satisfied-with-care-share.average-satisfied-with-care-2 settled" END END AS "extension.satisfied-with-care-share-met settled",
    "extension.carers-supported-share-test" AS "extension.carers-supported-share-met",
    CASE WHEN "extension.carers-supported-share-test" THEN "carers-supported-share.average-carers-supported-2 settled" ELSE CASE WHEN NOT "extension.carers-supported-share-test" THEN "carers-supported-share.average-carers-supported-2 settled" END END AS "extension.carers-supported-share-met settled",
    "extension.carers-involved-share-test" AS "extension.carers-involved-share-met",
    CASE WHEN "extension.carers-involved-share-test" THEN "carers-involved-share.average-carers-involved-2 settled" ELSE CASE WHEN NOT "extension.carers-involved-share-test" THEN "carers-involved-share.average-carers-involved-2 settled" END END AS "extension.carers-involved-share-met settled",
    CAST("fall-in-hours.quotient-by-100" AS HUGEINT) * 100 AS "extension.product-by-100-14",
    "fall-in-hours.quotient-by-100 under" AS "extension.product-by-100-14 under"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("extension.product-by-100-14" >= CAST(20 AS HUGEINT) * "extension.product-by-100-14 under", false) AS "extension.fall-in-hours-test"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    "extension.fall-in-hours-test" AS "extension.fall-in-hours-met",
    CASE WHEN "extension.fall-in-hours-test" THEN "fall-in-hours.quotient settled" ELSE CASE WHEN NOT "extension.fall-in-hours-test" THEN "fall-in-hours.quotient settled" END END AS "extension.fall-in-hours-met settled"
  FROM row_6
),
row_8 AS NOT MATERIALIZED (
  SELECT *,
    CAST("extension.right-home-share-met" AS INTEGER) + CAST("extension.what-matters-share-met" AS INTEGER) + CAST("extension.feels-safe-share-met" AS INTEGER) + CAST("extension.community-share-met" AS INTEGER) + CAST("extension.social-networks-share-met" AS INTEGER) + CAST("extension.right-advice-share-met" AS INTEGER) + CAST("extension.own-language-share-met" AS INTEGER) + CAST("extension.dignity-share-met" AS INTEGER) + CAST("extension.named-worker-share-met" AS INTEGER) + CAST("extension.involved-share-met" AS INTEGER) + CAST("extension.satisfied-with-care-share-met" AS INTEGER) + CAST("extension.carers-supported-share-met" AS INTEGER) + CAST("extension.carers-involved-share-met" AS INTEGER) + CAST("extension.fall-in-hours-met" AS INTEGER) >= 12 AS "extension.some-of",
    CASE WHEN CAST("extension.right-home-share-met" AS INTEGER) + CAST("extension.what-matters-share-met" AS INTEGER) + CAST("extension.feels-safe-share-met" AS INTEGER) + CAST("extension.community-share-met" AS INTEGER) + CAST("extension.social-networks-share-met" AS INTEGER) + CAST("extension.right-advice-share-met" AS INTEGER) + CAST("extension.own-language-share-met" AS INTEGER) + CAST("extension.dignity-share-met" AS INTEGER) + CAST("extension.named-worker-share-met" AS INTEGER) + CAST("extension.involved-share-met" AS INTEGER) + CAST("extension.satisfied-with-care-share-met" AS INTEGER) + CAST("extension.carers-supported-share-met" AS INTEGER) + CAST("extension.carers-involved-share-met" AS INTEGER) + CAST("extension.fall-in-hours-met" AS INTEGER) >= 12 THEN list_sort(list_filter([CASE WHEN "extension.right-home-share-met" THEN "extension.right-home-share-met settled" END, CASE WHEN "extension.what-matters-share-met" THEN "extension.what-matters-share-met settled" END, CASE WHEN "extension.feels-safe-share-met" THEN "extension.feels-safe-share-met settled" END, CASE WHEN "extension.community-share-met" THEN "extension.community-share-met settled" END, CASE WHEN "extension.social-networks-share-met" THEN "extension.social-networks-share-met settled" END, CASE WHEN "extension.right-advice-share-met" THEN "extension.right-advice-share-met settled" END, CASE WHEN "extension.own-language-share-met" THEN "extension.own-language-share-met settled" END, CASE WHEN "extension.dignity-share-met" THEN "extension.dignity-share-met settled" END, CASE WHEN "extension.named-worker-share-met" THEN "extension.named-worker-share-met settled" END, CASE WHEN "extension.involved-share-met" THEN "extension.involved-share-met settled" END, CASE WHEN "extension.satisfied-with-care-share-met" THEN "extension.satisfied-with-care-share-met settled" END, CASE WHEN "extension.carers-supported-share-met" THEN "extension.carers-supported-share-met settled" END, CASE WHEN "extension.carers-involved-share-met" THEN "extension.carers-involved-share-met settled" END, CASE WHEN "extension.fall-in-hours-met" THEN "extension.fall-in-hours-met settled" END], lambda day: day IS NOT NULL))[12] ELSE list_sort(list_filter([CASE WHEN NOT "extension.right-home-share-met" THEN "extension.right-home-share-met settled" END, CASE WHEN NOT "extension.what-matters-share-met" THEN "extension.what-matters-share-met settled" END, CASE WHEN NOT "extension.feels-safe-share-met" THEN "extension.feels-safe-share-met settled" END, CASE WHEN NOT "extension.community-share-met" THEN "extension.community-share-met settled" END, CASE WHEN NOT "extension.social-networks-share-met" THEN "extension.social-networks-share-met settled" END, CASE WHEN NOT "extension.right-advice-share-met" THEN "extension.right-advice-share-met settled" END, CASE WHEN NOT "extension.own-language-share-met" THEN "extension.own-language-share-met settled" END, CASE WHEN NOT "extension.dignity-share-met" THEN "extension.dignity-share-met settled" END, CASE WHEN NOT "extension.named-worker-share-met" THEN "extension.named-worker-share-met settled" END, CASE WHEN NOT "extension.involved-share-met" THEN "extension.involved-share-met settled" END, CASE WHEN NOT "extension.satisfied-with-care-share-met" THEN "extension.satisfied-with-care-share-met settled" END, CASE WHEN NOT "extension.carers-supported-share-met" THEN "extension.carers-supported-share-met settled" END, CASE WHEN NOT "extension.carers-involved-share-met" THEN "extension.carers-involved-share-met settled" END, CASE WHEN NOT "extension.fall-in-hours-met" THEN "extension.fall-in-hours-met settled" END], lambda day: day IS NOT NULL))[3] END AS "extension.some-of settled"
  FROM row_7
),
row_9 AS NOT MATERIALIZED (
  SELECT *,
    "extension.year-of-the-day" AND "extension.day-has-come" AND "extension.some-of" AS "extension.achieved",
    CASE WHEN "extension.year-of-the-day" AND "extension.day-has-come" AND "extension.some-of" THEN greatest("extension.day-has-come settled", "extension.some-of settled") ELSE least(CASE WHEN NOT "extension.year-of-the-day" THEN 0 END, CASE WHEN NOT "extension.day-has-come" THEN "extension.day-has-come settled" END, CASE WHEN NOT "extension.some-of" THEN "extension.some-of settled" END) END AS "extension.achieved settled"
  FROM row_8
)
SELECT provider, period_start, period_end, "extension.year-of-the-day", "extension.achieved", "extension.achieved settled"
FROM row_9;

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "each-visit lines";

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0));

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat('hours-of-help/', CASE WHEN p.person = '' THEN '' ELSE in_person(p.person) || '/' END, in_person(p.event_id), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'hours-of-help' AS payment,
  81 AS clause,
  d.provider AS provider,
  nullif(p.person, '') AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort([p."customers.first-plan", p."hours-of-help.own-visit"]), chr(31)) AS because,
  CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."customers.joined-for-each-visit settled" > getvariable('as_at') THEN 'the first plan where the plan is during the term' WHEN p."hours-of-help.own-visit settled" > getvariable('as_at') THEN 'the visit' WHEN p."hours-of-help.visit-not-before-term settled" > getvariable('as_at') THEN 'the visit is on or after 1 April 2027' WHEN p."hours-of-help.own-visit settled" > getvariable('as_at') THEN 'the amount can be worked out' END, ', by ', iso(p."hours-of-help.conditions settled")) END AS awaiting,
  CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."customers.joined-for-each-visit" AND p."customers.joined-for-each-visit settled" = p."hours-of-help.conditions settled" THEN 'the first plan where the plan is during the term' WHEN NOT p."hours-of-help.visit-there" AND p."hours-of-help.own-visit settled" = p."hours-of-help.conditions settled" THEN 'the visit' WHEN NOT p."hours-of-help.visit-not-before-term" AND p."hours-of-help.visit-not-before-term settled" = p."hours-of-help.conditions settled" THEN 'the visit is on or after 1 April 2027' WHEN NOT p."hours-of-help.amount-known" AND p."hours-of-help.own-visit settled" = p."hours-of-help.conditions settled" THEN 'the amount can be worked out' END) END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "each-visit 1" p ON p.rowid = d.row_no 
WHERE d.rule IN (0);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
