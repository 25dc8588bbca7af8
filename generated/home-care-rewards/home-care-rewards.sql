-- Home Care with Rewards for Each Person’s Outcomes: what is paid, worked out from a log of events.
-- Made from home-care-rewards (sha256:e21b266714e99bc86acdf0767c6817a4838b29a898651ae87f1fdd19a4ea019b).
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
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "way-of-help", CAST(NULL AS VARCHAR) AS "weekly-hours", CAST(NULL AS VARCHAR) AS "hours", CAST(NULL AS VARCHAR) AS "level", CAST(NULL AS VARCHAR) AS "reason", CAST(NULL AS VARCHAR) AS "lives-at-home", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  nullif(CAST("way-of-help" AS VARCHAR), '') AS "way-of-help",
  CAST(CAST(nullif(CAST("weekly-hours" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "weekly-hours",
  CAST(CAST(nullif(CAST("hours" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "hours",
  nullif(CAST("level" AS VARCHAR), '') AS "level",
  nullif(CAST("reason" AS VARCHAR), '') AS "reason",
  CASE nullif(CAST("lives-at-home" AS VARCHAR), '') WHEN 'yes' THEN 1 WHEN 'no' THEN 0 END AS "lives-at-home",
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

-- Picked from: assessment, first-visit, agreement, return, ending, review, new-plan, plan.
CREATE OR REPLACE TABLE picked_event AS
SELECT event, event_id, id_order, person, provider, occurred_on, recorded_on, "lives-at-home", "reason", "way-of-help", "weekly-hours"
FROM event WHERE event IN ('assessment', 'first-visit', 'agreement', 'return', 'ending', 'review', 'new-plan', 'plan');

-- customers.joins-on, line 63: the first assessment where the assessment is during the term
-- customers.belongs-to, line 64: the first first-visit
-- delivered.achieved-on, line 70: the first first-visit
-- delivered.when, line 71
-- customers.sets-aside, line 65: the first assessment where the assessment is during the term
-- later-recovery.when, line 82
-- still-at-home.achieved-on, line 91
-- delivery-rate.counts, line 100
-- delivery-rate.counts, line 100: the first first-visit
-- reablement.when, line 109: the first assessment
-- reablement.when, line 109: way-of-help at the first assessment is recovery
-- reablement.pays, line 108
-- reablement.withhold, line 110
-- by-the-hour.when, line 121: way-of-help at the first assessment is by-the-hour
-- by-the-hour.when, line 121
-- less-help-needed.when, line 128: the first new-plan
-- less-help-needed.when, line 128: the first plan
-- less-help-needed.when, line 128: weekly-hours at the first new-plan is less than weekly-hours at the first plan
-- less-help-needed.pays, line 127
CREATE OR REPLACE TABLE "people 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."customers.first-assessment event".event_id AS "customers.first-assessment",
    CASE WHEN p."customers.first-assessment event" IS NULL THEN least(741167, 741587) ELSE p."customers.first-assessment event".occurred_on END AS "customers.first-assessment settled",
    p."customers.first-assessment event"."occurred_on" AS "customers.first-assessment occurred_on",
    p."customers.first-first-visit event".event_id AS "customers.first-first-visit",
    CASE WHEN p."customers.first-first-visit event" IS NULL THEN 741587 ELSE p."customers.first-first-visit event".occurred_on END AS "customers.first-first-visit settled",
    p."customers.first-first-visit event"."occurred_on" AS "customers.first-first-visit occurred_on",
    p."customers.first-first-visit event"."provider" AS "customers.first-first-visit provider",
    p."reablement.first-assessment event".event_id AS "reablement.first-assessment",
    CASE WHEN p."reablement.first-assessment event" IS NULL THEN 741587 ELSE p."reablement.first-assessment event".occurred_on END AS "reablement.first-assessment settled",
    p."reablement.first-assessment event"."way-of-help" AS "reablement.first-assessment way-of-help",
    p."less-help-needed.first-new-plan event".event_id AS "less-help-needed.first-new-plan",
    CASE WHEN p."less-help-needed.first-new-plan event" IS NULL THEN 741587 ELSE p."less-help-needed.first-new-plan event".occurred_on END AS "less-help-needed.first-new-plan settled",
    p."less-help-needed.first-new-plan event"."weekly-hours" AS "less-help-needed.first-new-plan weekly-hours",
    p."less-help-needed.first-plan event".event_id AS "less-help-needed.first-plan",
    CASE WHEN p."less-help-needed.first-plan event" IS NULL THEN 741587 ELSE p."less-help-needed.first-plan event".occurred_on END AS "less-help-needed.first-plan settled",
    p."less-help-needed.first-plan event"."weekly-hours" AS "less-help-needed.first-plan weekly-hours"
  FROM (
    SELECT
      e.person,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'assessment' AND e.occurred_on >= 740072 AND e.occurred_on <= 741167) AS "customers.first-assessment event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "provider": e."provider"}) FILTER (WHERE e.event = 'first-visit') AS "customers.first-first-visit event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "way-of-help": e."way-of-help"}) FILTER (WHERE e.event = 'assessment') AS "reablement.first-assessment event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "weekly-hours": e."weekly-hours"}) FILTER (WHERE e.event = 'new-plan') AS "less-help-needed.first-new-plan event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "weekly-hours": e."weekly-hours"}) FILTER (WHERE e.event = 'plan') AS "less-help-needed.first-plan event"
    FROM picked_event e
    GROUP BY e.person
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "customers.first-assessment" IS NOT NULL AS "customers.joined",
    "customers.first-first-visit provider" AS "customers.first-first-visit-provider",
    "customers.first-first-visit occurred_on" AS "delivered.first-first-visit-occurred-on",
    "customers.first-assessment occurred_on" AS "customers.first-assessment-occurred-on",
    "reablement.first-assessment way-of-help" AS "reablement.first-assessment-way-of-help",
    "less-help-needed.first-new-plan weekly-hours" AS "less-help-needed.first-new-plan-weekly-hours",
    "less-help-needed.first-plan weekly-hours" AS "less-help-needed.first-plan-weekly-hours"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "delivered.first-first-visit-occurred-on" + 56 AS "delivered.first-first-visit-occurred-on-plus-56-days",
    "delivered.first-first-visit-occurred-on" + 364 AS "later-recovery.first-first-visit-occurred-on-plus-364-days",
    "delivered.first-first-visit-occurred-on" + 350 AS "still-at-home.first-first-visit-occurred-on-plus-350-days",
    "delivered.first-first-visit-occurred-on" + 392 AS "still-at-home.first-first-visit-occurred-on-plus-392-days",
    quarter_start("delivered.first-first-visit-occurred-on") AS "delivery-rate.first-first-visit-occurred-on-quarter-start",
    "delivered.first-first-visit-occurred-on" IS NOT NULL AS "delivery-rate.first-first-visit-occurred-on-present",
    coalesce("reablement.first-assessment-way-of-help" IN ('recovery'), false) AS "reablement.first-assessment-way-of-help-test",
    CAST("customers.joined" AS BIGINT) * 157500 AS "reablement.price",
    coalesce("reablement.first-assessment-way-of-help" IN ('by-the-hour'), false) AS "by-the-hour.first-assessment-way-of-help-test",
    "delivered.first-first-visit-occurred-on" + 42 AS "by-the-hour.first-first-visit-occurred-on-plus-42-days",
    coalesce("less-help-needed.first-new-plan-weekly-hours" < "less-help-needed.first-plan-weekly-hours", false) AS "less-help-needed.first-new-plan-weekly-hours-test",
    greatest("less-help-needed.first-new-plan settled", "less-help-needed.first-plan settled") AS "less-help-needed.first-new-plan-weekly-hours-test settled",
    CAST("customers.joined" AS BIGINT) * 20000 AS "less-help-needed.price"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "customers.joined" THEN "delivery-rate.first-first-visit-occurred-on-quarter-start" END AS "delivery-rate.quarter-of-members",
    greatest("customers.first-first-visit settled", "customers.first-assessment settled") AS "delivery-rate.quarter-of-members settled",
    "reablement.price" * 17 // 20 + CAST(CAST("reablement.price" * 3 % 20 > "reablement.price" * 17 % 20 AS INTEGER) < "reablement.price" - "reablement.price" * 17 // 20 - "reablement.price" * 3 // 20 AS INTEGER) AS "reablement.paid-now",
    "reablement.price" * 3 // 20 + CAST(CAST("reablement.price" * 17 % 20 >= "reablement.price" * 3 % 20 AS INTEGER) < "reablement.price" - "reablement.price" * 17 // 20 - "reablement.price" * 3 // 20 AS INTEGER) AS "reablement.held-back"
  FROM row_2
)
SELECT person, "customers.first-assessment", "customers.first-assessment settled", "customers.joined", "customers.first-first-visit", "customers.first-first-visit settled", "customers.first-first-visit-provider", "delivered.first-first-visit-occurred-on", "delivered.first-first-visit-occurred-on-plus-56-days", "customers.first-assessment-occurred-on", "later-recovery.first-first-visit-occurred-on-plus-364-days", "still-at-home.first-first-visit-occurred-on-plus-350-days", "still-at-home.first-first-visit-occurred-on-plus-392-days", "delivery-rate.first-first-visit-occurred-on-quarter-start", "delivery-rate.quarter-of-members", "delivery-rate.quarter-of-members settled", "delivery-rate.first-first-visit-occurred-on-present", "reablement.first-assessment", "reablement.first-assessment settled", "reablement.first-assessment-way-of-help-test", "reablement.price", "reablement.paid-now", "reablement.held-back", "by-the-hour.first-assessment-way-of-help-test", "by-the-hour.first-first-visit-occurred-on-plus-42-days", "less-help-needed.first-new-plan", "less-help-needed.first-new-plan settled", "less-help-needed.first-plan", "less-help-needed.first-plan settled", "less-help-needed.first-new-plan-weekly-hours-test", "less-help-needed.first-new-plan-weekly-hours-test settled", "less-help-needed.price"
FROM row_3;

-- ongoing-care.starts-on, line 58: the start of ongoing-care
CREATE OR REPLACE TABLE "stretches of spell:ongoing-care" AS
WITH turn AS (
  SELECT e.person, e.event_id, e.id_order, e.occurred_on AS day, e.event = 'care-start' AS starts
  FROM event e
  WHERE (e.event = 'care-start') OR (e.event = 'care-end')
), change AS (
  SELECT * FROM turn
  QUALIFY starts <> lag(starts, 1, false) OVER (PARTITION BY person ORDER BY day, id_order)
), stretch AS (
  SELECT person, event_id AS start_id, id_order AS start_order, day AS start_day, starts,
    lead(event_id) OVER own AS end_id, lead(id_order) OVER own AS end_order,
    lead(day) OVER own AS end_day, lag(day) OVER own AS left_day
  FROM change WINDOW own AS (PARTITION BY person ORDER BY day, id_order)
), numbered AS (
  SELECT * EXCLUDE (starts, left_day), sum(CAST(
    coalesce(start_day > left_day, true) AS INTEGER
  )) OVER (PARTITION BY person ORDER BY start_day, start_order) AS number
  FROM stretch WHERE starts
)
SELECT person, start_id, start_order, start_day, end_day,
  first_value(start_id) OVER spell AS event_id, last_value(end_id) OVER spell AS last_id,
  last_value(end_order) OVER spell AS last_order, last_value(end_day) OVER spell AS last_day
FROM numbered WINDOW spell AS (
  PARTITION BY person, number ORDER BY start_day, start_order
  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
);

-- ongoing-care.starts-on, line 58: the start of ongoing-care
-- weekly-price.by, line 134: the start of ongoing-care
-- ongoing-support.pays, line 141: the start of ongoing-care
CREATE OR REPLACE TABLE "spell:ongoing-care 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p.event_id AS "ongoing-care.spell",
    p."ongoing-care.spell event".occurred_on AS "ongoing-care.spell settled",
    p."ongoing-care.spell event"."level" AS "ongoing-care.spell level",
    p."ongoing-care.spell event"."provider" AS "ongoing-care.spell provider"
  FROM (
    SELECT s.person, s.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id", "level": e."level", "provider": e."provider"} AS "ongoing-care.spell event"
    FROM "stretches of spell:ongoing-care" s JOIN event e ON e.event_id = s.event_id
    WHERE s.start_id = s.event_id
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "ongoing-care.spell level" AS "weekly-price.spell-level",
    "ongoing-care.spell provider" AS "ongoing-support.spell-provider"
  FROM row_0
)
SELECT person, event_id, "ongoing-care.spell", "ongoing-care.spell settled", "weekly-price.spell-level", "ongoing-support.spell-provider"
FROM row_1;

-- delivered.achieved-on, line 70: the first agreement where the agreement is on or after the first first-visit
-- delivered.achieved-on, line 70: the agreement is on or after 1 April 2027
-- delivered.when, line 71: the agreement is within 8 weeks after the first first-visit
-- delivered.when, line 71
-- delivered.needs, line 75: the first agreement where the agreement is on or after the first first-visit
-- delivered.needs, line 75
-- delivered.needs, line 75: the agreement is recorded within 28 days
-- customers.sets-aside, line 65: an ending where reason is one of moved-away, died
-- later-recovery.when, line 82: the agreement is within 52 weeks after the first first-visit
-- later-recovery, line 78
-- later-recovery, line 78: set aside on an ending where reason is one of moved-away, died
-- later-recovery, line 78: the person is not set aside on an ending where reason is one of moved-away, died
-- still-at-home.achieved-on, line 91: the first review where the review is at least 50 weeks, up to and including 56 weeks after the first first-visit
-- still-at-home.achieved-on, line 91: the review is on or after 1 April 2027
-- still-at-home.when, line 92: the first review where the review is at least 50 weeks, up to and including 56 weeks after the first first-visit
-- still-at-home.when, line 92: lives-at-home is yes
-- still-at-home.needs, line 94: the first review where the review is at least 50 weeks, up to and including 56 weeks after the first first-visit
-- still-at-home.needs, line 94
-- still-at-home.needs, line 94: the review is recorded within 28 days
-- still-at-home, line 88
-- still-at-home, line 88: set aside on an ending where reason is one of moved-away, died
-- still-at-home, line 88: the person is not set aside on an ending where reason is one of moved-away, died
CREATE OR REPLACE TABLE "people 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."customers.first-assessment",
    p."customers.first-assessment settled",
    p."customers.joined",
    p."customers.first-first-visit",
    p."customers.first-first-visit settled",
    p."customers.first-first-visit-provider",
    p."delivered.first-first-visit-occurred-on",
    p."delivered.first-first-visit-occurred-on-plus-56-days",
    p."customers.first-assessment-occurred-on",
    p."later-recovery.first-first-visit-occurred-on-plus-364-days",
    p."still-at-home.first-first-visit-occurred-on-plus-350-days",
    p."still-at-home.first-first-visit-occurred-on-plus-392-days",
    p."delivery-rate.first-first-visit-occurred-on-quarter-start",
    p."delivery-rate.quarter-of-members",
    p."delivery-rate.quarter-of-members settled",
    p."delivery-rate.first-first-visit-occurred-on-present",
    p."reablement.first-assessment",
    p."reablement.first-assessment settled",
    p."reablement.first-assessment-way-of-help-test",
    p."reablement.price",
    p."reablement.paid-now",
    p."reablement.held-back",
    p."by-the-hour.first-assessment-way-of-help-test",
    p."by-the-hour.first-first-visit-occurred-on-plus-42-days",
    p."less-help-needed.first-new-plan",
    p."less-help-needed.first-new-plan settled",
    p."less-help-needed.first-plan",
    p."less-help-needed.first-plan settled",
    p."less-help-needed.first-new-plan-weekly-hours-test",
    p."less-help-needed.first-new-plan-weekly-hours-test settled",
    p."less-help-needed.price",
    w."delivered.first-agreement event".event_id AS "delivered.first-agreement",
    CASE WHEN p."delivered.first-first-visit-occurred-on" IS NULL THEN p."customers.first-first-visit settled" WHEN w."delivered.first-agreement event" IS NULL THEN greatest(741587, p."customers.first-first-visit settled") ELSE greatest(w."delivered.first-agreement event".occurred_on, p."customers.first-first-visit settled") END AS "delivered.first-agreement settled",
    w."delivered.first-agreement event"."id_order" AS "delivered.first-agreement id_order",
    w."delivered.first-agreement event"."occurred_on" AS "delivered.first-agreement occurred_on",
    w."delivered.first-agreement event"."recorded_on" AS "delivered.first-agreement recorded_on",
    w."customers.first-ending event".event_id AS "customers.first-ending",
    CASE WHEN p."customers.first-assessment-occurred-on" IS NULL THEN p."customers.first-assessment settled" WHEN w."customers.first-ending event" IS NULL THEN greatest(741587, p."customers.first-assessment settled") ELSE greatest(w."customers.first-ending event".occurred_on, p."customers.first-assessment settled") END AS "customers.first-ending settled",
    w."customers.first-ending event"."occurred_on" AS "customers.first-ending occurred_on",
    w."still-at-home.first-review event".event_id AS "still-at-home.first-review",
    CASE WHEN p."still-at-home.first-first-visit-occurred-on-plus-350-days" IS NULL THEN p."customers.first-first-visit settled" WHEN p."still-at-home.first-first-visit-occurred-on-plus-392-days" IS NULL THEN p."customers.first-first-visit settled" WHEN w."still-at-home.first-review event" IS NULL THEN greatest(least(p."still-at-home.first-first-visit-occurred-on-plus-392-days", 741587), p."customers.first-first-visit settled") ELSE greatest(w."still-at-home.first-review event".occurred_on, p."customers.first-first-visit settled") END AS "still-at-home.first-review settled",
    w."still-at-home.first-review event"."lives-at-home" AS "still-at-home.first-review lives-at-home",
    w."still-at-home.first-review event"."occurred_on" AS "still-at-home.first-review occurred_on",
    w."still-at-home.first-review event"."recorded_on" AS "still-at-home.first-review recorded_on"
  FROM "people 1" p
  LEFT JOIN (
    SELECT p.rowid AS row_no,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order", "recorded_on": e."recorded_on"}) FILTER (WHERE e.event = 'agreement' AND e.occurred_on >= p."delivered.first-first-visit-occurred-on") AS "delivered.first-agreement event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'ending' AND (coalesce(e."reason" IN ('moved-away', 'died'), false)) AND e.occurred_on >= p."customers.first-assessment-occurred-on") AS "customers.first-ending event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "lives-at-home": e."lives-at-home", "recorded_on": e."recorded_on"}) FILTER (WHERE e.event = 'review' AND e.occurred_on >= p."still-at-home.first-first-visit-occurred-on-plus-350-days" AND e.occurred_on <= p."still-at-home.first-first-visit-occurred-on-plus-392-days") AS "still-at-home.first-review event"
    FROM "people 1" p JOIN picked_event e ON e.person = p.person
    WHERE e.event IN ('agreement', 'ending', 'review')
    GROUP BY p.rowid
  ) w ON w.row_no = p.rowid
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "delivered.first-agreement" IS NOT NULL AS "delivered.first-agreement-present",
    "delivered.first-agreement occurred_on" AS "delivered.first-agreement-occurred-on",
    "delivered.first-agreement recorded_on" AS "delivered.first-agreement-recorded-on",
    "customers.first-ending occurred_on" AS "customers.first-ending-occurred-on",
    "still-at-home.first-review" IS NOT NULL AS "still-at-home.first-review-present",
    "still-at-home.first-review occurred_on" AS "still-at-home.first-review-occurred-on",
    "still-at-home.first-review lives-at-home" AS "still-at-home.first-review-lives-at-home",
    "still-at-home.first-review recorded_on" AS "still-at-home.first-review-recorded-on"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("delivered.first-agreement-occurred-on" >= 740072, false) AS "delivered.agreement-not-before-term",
    CASE WHEN "delivered.first-agreement-occurred-on" IS NULL THEN least("delivered.first-agreement settled", 741587) ELSE greatest("delivered.first-agreement-occurred-on", "delivered.first-agreement settled") END AS "delivered.agreement-not-before-term settled",
    coalesce("delivered.first-agreement-occurred-on" >= "delivered.first-first-visit-occurred-on" AND "delivered.first-agreement-occurred-on" <= "delivered.first-first-visit-occurred-on-plus-56-days", false) AS "delivered.first-agreement-occurred-on-in-time",
    CASE WHEN "delivered.first-first-visit-occurred-on" IS NULL THEN "customers.first-first-visit settled" WHEN "delivered.first-first-visit-occurred-on-plus-56-days" IS NULL THEN "customers.first-first-visit settled" WHEN "delivered.first-agreement-occurred-on" IS NULL THEN greatest(least("delivered.first-agreement settled", least("delivered.first-first-visit-occurred-on-plus-56-days", 741587)), "customers.first-first-visit settled") WHEN "delivered.first-agreement-occurred-on" > "delivered.first-first-visit-occurred-on-plus-56-days" THEN greatest(least("delivered.first-first-visit-occurred-on-plus-56-days", 741587), "customers.first-first-visit settled") ELSE greatest("delivered.first-agreement-occurred-on", "delivered.first-agreement settled", "customers.first-first-visit settled") END AS "delivered.first-agreement-occurred-on-in-time settled",
    "delivered.first-agreement-occurred-on" + 28 AS "delivered.first-agreement-occurred-on-plus-28-days",
    "delivered.first-agreement-occurred-on" + 28 AS "delivered.agreement-evidence-day",
    coalesce("delivered.first-agreement-occurred-on" >= "delivered.first-first-visit-occurred-on" AND "delivered.first-agreement-occurred-on" <= "later-recovery.first-first-visit-occurred-on-plus-364-days", false) AS "later-recovery.first-agreement-occurred-on-in-time",
    CASE WHEN "delivered.first-first-visit-occurred-on" IS NULL THEN "customers.first-first-visit settled" WHEN "later-recovery.first-first-visit-occurred-on-plus-364-days" IS NULL THEN "customers.first-first-visit settled" WHEN "delivered.first-agreement-occurred-on" IS NULL THEN greatest(least("delivered.first-agreement settled", least("later-recovery.first-first-visit-occurred-on-plus-364-days", 741587)), "customers.first-first-visit settled") WHEN "delivered.first-agreement-occurred-on" > "later-recovery.first-first-visit-occurred-on-plus-364-days" THEN greatest(least("later-recovery.first-first-visit-occurred-on-plus-364-days", 741587), "customers.first-first-visit settled") ELSE greatest("delivered.first-agreement-occurred-on", "delivered.first-agreement settled", "customers.first-first-visit settled") END AS "later-recovery.first-agreement-occurred-on-in-time settled",
    coalesce("still-at-home.first-review-occurred-on" >= 740072, false) AS "still-at-home.review-not-before-term",
    CASE WHEN "still-at-home.first-review-occurred-on" IS NULL THEN least("still-at-home.first-review settled", 741587) ELSE greatest("still-at-home.first-review-occurred-on", "still-at-home.first-review settled") END AS "still-at-home.review-not-before-term settled",
    coalesce("still-at-home.first-review-lives-at-home" IN (1), false) AS "still-at-home.first-review-lives-at-home-test",
    "still-at-home.first-review-occurred-on" + 28 AS "still-at-home.review-evidence-day"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("delivered.first-agreement-recorded-on" >= "delivered.first-agreement-occurred-on" AND "delivered.first-agreement-recorded-on" <= "delivered.agreement-evidence-day", false) AS "delivered.agreement-recorded-in-time",
    CASE WHEN "delivered.first-agreement-occurred-on" IS NULL THEN "delivered.first-agreement settled" WHEN "delivered.agreement-evidence-day" IS NULL THEN "delivered.first-agreement settled" WHEN "delivered.first-agreement-recorded-on" IS NULL THEN greatest(least("delivered.first-agreement settled", least("delivered.agreement-evidence-day", 741587)), "delivered.first-agreement settled") WHEN "delivered.first-agreement-recorded-on" > "delivered.agreement-evidence-day" THEN greatest(least("delivered.agreement-evidence-day", 741587), "delivered.first-agreement settled") ELSE greatest("delivered.first-agreement-recorded-on", "delivered.first-agreement settled") END AS "delivered.agreement-recorded-in-time settled",
    coalesce("still-at-home.first-review-recorded-on" >= "still-at-home.first-review-occurred-on" AND "still-at-home.first-review-recorded-on" <= "still-at-home.review-evidence-day", false) AS "still-at-home.review-recorded-in-time",
    CASE WHEN "still-at-home.first-review-occurred-on" IS NULL THEN "still-at-home.first-review settled" WHEN "still-at-home.review-evidence-day" IS NULL THEN "still-at-home.first-review settled" WHEN "still-at-home.first-review-recorded-on" IS NULL THEN greatest(least("still-at-home.first-review settled", least("still-at-home.review-evidence-day", 741587)), "still-at-home.first-review settled") WHEN "still-at-home.first-review-recorded-on" > "still-at-home.review-evidence-day" THEN greatest(least("still-at-home.review-evidence-day", 741587), "still-at-home.first-review settled") ELSE greatest("still-at-home.first-review-recorded-on", "still-at-home.first-review settled") END AS "still-at-home.review-recorded-in-time settled"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "customers.joined" AND "delivered.first-agreement-present" AND "delivered.agreement-not-before-term" AND "later-recovery.first-agreement-occurred-on-in-time" AND "delivered.agreement-recorded-in-time" AS "later-recovery.conditions",
    CASE WHEN "customers.joined" AND "delivered.first-agreement-present" AND "delivered.agreement-not-before-term" AND "later-recovery.first-agreement-occurred-on-in-time" AND "delivered.agreement-recorded-in-time" THEN greatest("customers.first-assessment settled", "delivered.first-agreement settled", "delivered.agreement-not-before-term settled", "later-recovery.first-agreement-occurred-on-in-time settled", "delivered.agreement-recorded-in-time settled") ELSE least(CASE WHEN NOT "customers.joined" THEN "customers.first-assessment settled" END, CASE WHEN NOT "delivered.first-agreement-present" THEN "delivered.first-agreement settled" END, CASE WHEN NOT "delivered.agreement-not-before-term" THEN "delivered.agreement-not-before-term settled" END, CASE WHEN NOT "later-recovery.first-agreement-occurred-on-in-time" THEN "later-recovery.first-agreement-occurred-on-in-time settled" END, CASE WHEN NOT "delivered.agreement-recorded-in-time" THEN "delivered.agreement-recorded-in-time settled" END) END AS "later-recovery.conditions settled",
    "customers.joined" AND "still-at-home.first-review-present" AND "still-at-home.review-not-before-term" AND "still-at-home.first-review-lives-at-home-test" AND "still-at-home.review-recorded-in-time" AS "still-at-home.conditions",
    CASE WHEN "customers.joined" AND "still-at-home.first-review-present" AND "still-at-home.review-not-before-term" AND "still-at-home.first-review-lives-at-home-test" AND "still-at-home.review-recorded-in-time" THEN greatest("customers.first-assessment settled", "still-at-home.first-review settled", "still-at-home.review-not-before-term settled", "still-at-home.review-recorded-in-time settled") ELSE least(CASE WHEN NOT "customers.joined" THEN "customers.first-assessment settled" END, CASE WHEN NOT "still-at-home.first-review-present" THEN "still-at-home.first-review settled" END, CASE WHEN NOT "still-at-home.review-not-before-term" THEN "still-at-home.review-not-before-term settled" END, CASE WHEN NOT "still-at-home.first-review-lives-at-home-test" THEN "still-at-home.first-review settled" END, CASE WHEN NOT "still-at-home.review-recorded-in-time" THEN "still-at-home.review-recorded-in-time settled" END) END AS "still-at-home.conditions settled"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("customers.first-ending-occurred-on" < "later-recovery.conditions settled", false) AS "later-recovery.left-before-conditions",
    CASE WHEN coalesce("customers.first-ending-occurred-on" < "later-recovery.conditions settled", false) THEN "customers.first-ending-occurred-on" ELSE "later-recovery.conditions settled" END AS "later-recovery.left-before-conditions settled",
    coalesce("customers.first-ending-occurred-on" < "still-at-home.conditions settled", false) AS "still-at-home.left-before-conditions",
    CASE WHEN coalesce("customers.first-ending-occurred-on" < "still-at-home.conditions settled", false) THEN "customers.first-ending-occurred-on" ELSE "still-at-home.conditions settled" END AS "still-at-home.left-before-conditions settled"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    NOT "later-recovery.left-before-conditions" AS "later-recovery.stayed-until-conditions",
    NOT "still-at-home.left-before-conditions" AS "still-at-home.stayed-until-conditions"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    "later-recovery.conditions" AND "later-recovery.stayed-until-conditions" AS "later-recovery.conditions-and-stayed",
    CASE WHEN "later-recovery.conditions" AND "later-recovery.stayed-until-conditions" THEN greatest("later-recovery.conditions settled", "later-recovery.left-before-conditions settled") ELSE least(CASE WHEN NOT "later-recovery.conditions" THEN "later-recovery.conditions settled" END, CASE WHEN NOT "later-recovery.stayed-until-conditions" THEN "later-recovery.left-before-conditions settled" END) END AS "later-recovery.conditions-and-stayed settled",
    "still-at-home.conditions" AND "still-at-home.stayed-until-conditions" AS "still-at-home.conditions-and-stayed",
    CASE WHEN "still-at-home.conditions" AND "still-at-home.stayed-until-conditions" THEN greatest("still-at-home.conditions settled", "still-at-home.left-before-conditions settled") ELSE least(CASE WHEN NOT "still-at-home.conditions" THEN "still-at-home.conditions settled" END, CASE WHEN NOT "still-at-home.stayed-until-conditions" THEN "still-at-home.left-before-conditions settled" END) END AS "still-at-home.conditions-and-stayed settled"
  FROM row_6
)
SELECT person, "customers.first-assessment", "customers.first-assessment settled", "customers.joined", "customers.first-first-visit", "customers.first-first-visit settled", "customers.first-first-visit-provider", "delivered.first-first-visit-occurred-on", "delivery-rate.first-first-visit-occurred-on-quarter-start", "delivery-rate.quarter-of-members", "delivery-rate.quarter-of-members settled", "delivery-rate.first-first-visit-occurred-on-present", "reablement.first-assessment", "reablement.first-assessment settled", "reablement.first-assessment-way-of-help-test", "reablement.price", "reablement.paid-now", "reablement.held-back", "by-the-hour.first-assessment-way-of-help-test", "by-the-hour.first-first-visit-occurred-on-plus-42-days", "less-help-needed.first-new-plan", "less-help-needed.first-new-plan settled", "less-help-needed.first-plan", "less-help-needed.first-plan settled", "less-help-needed.first-new-plan-weekly-hours-test", "less-help-needed.first-new-plan-weekly-hours-test settled", "less-help-needed.price", "delivered.first-agreement", "delivered.first-agreement settled", "delivered.first-agreement id_order", "delivered.first-agreement-present", "delivered.first-agreement-occurred-on", "delivered.agreement-not-before-term", "delivered.agreement-not-before-term settled", "delivered.first-agreement-occurred-on-in-time", "delivered.first-agreement-occurred-on-in-time settled", "delivered.first-agreement-occurred-on-plus-28-days", "delivered.agreement-recorded-in-time", "delivered.agreement-recorded-in-time settled", "customers.first-ending", "customers.first-ending settled", "customers.first-ending-occurred-on", "later-recovery.left-before-conditions", "later-recovery.left-before-conditions settled", "later-recovery.conditions-and-stayed", "later-recovery.conditions-and-stayed settled", "still-at-home.left-before-conditions", "still-at-home.left-before-conditions settled", "still-at-home.conditions-and-stayed", "still-at-home.conditions-and-stayed settled"
FROM row_7;

-- by-the-hour.pays, line 120: the visit
-- by-the-hour.pays, line 120: the visit is on or after 1 April 2027
-- customers.joins-on, line 63: the first assessment where the assessment is during the term
-- by-the-hour.when, line 121: way-of-help at the first assessment is by-the-hour
-- delivered.achieved-on, line 70: the first first-visit
-- by-the-hour.when, line 121
-- by-the-hour.when, line 121: the visit is within 6 weeks after the first first-visit
-- by-the-hour.pays, line 120
-- by-the-hour.pays, line 120: amount
-- by-the-hour.pays, line 120: the amount can be worked out
-- by-the-hour, line 119
-- customers.sets-aside, line 65: an ending where reason is one of moved-away, died
-- by-the-hour, line 119: set aside on an ending where reason is one of moved-away, died
-- by-the-hour, line 119: the person is not set aside on an ending where reason is one of moved-away, died
CREATE OR REPLACE TABLE "each-visit 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."by-the-hour.own-visit event".event_id AS "by-the-hour.own-visit",
    CASE WHEN p."by-the-hour.own-visit event" IS NULL THEN 741587 ELSE p."by-the-hour.own-visit event".occurred_on END AS "by-the-hour.own-visit settled",
    p."by-the-hour.own-visit event"."hours" AS "by-the-hour.own-visit hours",
    p."by-the-hour.own-visit event"."id_order" AS "by-the-hour.own-visit id_order",
    p."by-the-hour.own-visit event"."occurred_on" AS "by-the-hour.own-visit occurred_on",
    p."by-the-hour.own-visit event"."provider" AS "by-the-hour.own-visit provider",
    o."customers.first-assessment",
    o."customers.first-first-visit",
    o."customers.first-ending",
    o."reablement.first-assessment",
    o."customers.joined" AS "customers.joined-for-each-visit",
    o."customers.first-assessment settled" AS "customers.joined-for-each-visit settled",
    o."by-the-hour.first-assessment-way-of-help-test" AS "by-the-hour.first-assessment-way-of-help-test-for-each-visit",
    o."reablement.first-assessment settled" AS "by-the-hour.first-assessment-way-of-help-test-for-each-visit settled",
    o."delivered.first-first-visit-occurred-on" AS "delivered.first-first-visit-occurred-on-for-each-visit",
    o."customers.first-first-visit settled" AS "delivered.first-first-visit-occurred-on-for-each-visit settled",
    o."by-the-hour.first-first-visit-occurred-on-plus-42-days" AS "by-the-hour.first-first-visit-occurred-on-plus-42-days-for-each-visit",
    o."customers.first-ending-occurred-on" AS "customers.first-ending-occurred-on-for-each-visit",
    o."customers.first-ending settled" AS "customers.first-ending-occurred-on-for-each-visit settled"
  FROM (
    SELECT e.person, e.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id", "hours": e."hours", "id_order": e."id_order", "provider": e."provider"} AS "by-the-hour.own-visit event"
    FROM event e
    WHERE e.event = 'visit'
  ) p
  JOIN "people 2" o ON o.person = p.person
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "by-the-hour.own-visit" IS NOT NULL AS "by-the-hour.visit-there",
    "by-the-hour.own-visit occurred_on" AS "by-the-hour.own-visit-occurred-on",
    "by-the-hour.own-visit hours" AS "by-the-hour.own-visit-hours",
    "by-the-hour.own-visit provider" AS "by-the-hour.own-visit-provider"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("by-the-hour.own-visit-occurred-on" >= 740072, false) AS "by-the-hour.visit-not-before-term",
    CASE WHEN "by-the-hour.own-visit-occurred-on" IS NULL THEN least("by-the-hour.own-visit settled", 741587) ELSE greatest("by-the-hour.own-visit-occurred-on", "by-the-hour.own-visit settled") END AS "by-the-hour.visit-not-before-term settled",
    coalesce("by-the-hour.own-visit-occurred-on" >= "delivered.first-first-visit-occurred-on-for-each-visit" AND "by-the-hour.own-visit-occurred-on" <= "by-the-hour.first-first-visit-occurred-on-plus-42-days-for-each-visit", false) AS "by-the-hour.own-visit-occurred-on-in-time",
    CASE WHEN "delivered.first-first-visit-occurred-on-for-each-visit" IS NULL THEN "delivered.first-first-visit-occurred-on-for-each-visit settled" WHEN "by-the-hour.first-first-visit-occurred-on-plus-42-days-for-each-visit" IS NULL THEN "delivered.first-first-visit-occurred-on-for-each-visit settled" WHEN "by-the-hour.own-visit-occurred-on" IS NULL THEN greatest(least("by-the-hour.own-visit settled", least("by-the-hour.first-first-visit-occurred-on-plus-42-days-for-each-visit", 741587)), "delivered.first-first-visit-occurred-on-for-each-visit settled") WHEN "by-the-hour.own-visit-occurred-on" > "by-the-hour.first-first-visit-occurred-on-plus-42-days-for-each-visit" THEN greatest(least("by-the-hour.first-first-visit-occurred-on-plus-42-days-for-each-visit", 741587), "delivered.first-first-visit-occurred-on-for-each-visit settled") ELSE greatest("by-the-hour.own-visit-occurred-on", "by-the-hour.own-visit settled", "delivered.first-first-visit-occurred-on-for-each-visit settled") END AS "by-the-hour.own-visit-occurred-on-in-time settled",
    CAST("by-the-hour.own-visit-hours" AS HUGEINT) * 1500 AS "by-the-hour.product-by-1500"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "by-the-hour.product-by-1500" * 100 AS "by-the-hour.product-by-100"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 10000 <> 0 THEN CAST("by-the-hour.product-by-100" AS HUGEINT) * sign(10000) END AS "by-the-hour.quotient-by-10000",
    CAST(10000 AS HUGEINT) * sign(10000) AS "by-the-hour.quotient-by-10000 under"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    CAST(half_up("by-the-hour.quotient-by-10000", "by-the-hour.quotient-by-10000 under") AS BIGINT) AS "by-the-hour.amount-rounded"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "by-the-hour.amount-rounded" + 0 IS NOT NULL THEN greatest("by-the-hour.amount-rounded", 0) END AS "by-the-hour.amount-or-nothing"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    "by-the-hour.amount-or-nothing" IS NOT NULL AS "by-the-hour.amount-known"
  FROM row_6
),
row_8 AS NOT MATERIALIZED (
  SELECT *,
    "customers.joined-for-each-visit" AND "by-the-hour.visit-there" AND "by-the-hour.visit-not-before-term" AND "by-the-hour.first-assessment-way-of-help-test-for-each-visit" AND "by-the-hour.own-visit-occurred-on-in-time" AND "by-the-hour.amount-known" AS "by-the-hour.conditions",
    CASE WHEN "customers.joined-for-each-visit" AND "by-the-hour.visit-there" AND "by-the-hour.visit-not-before-term" AND "by-the-hour.first-assessment-way-of-help-test-for-each-visit" AND "by-the-hour.own-visit-occurred-on-in-time" AND "by-the-hour.amount-known" THEN greatest("customers.joined-for-each-visit settled", "by-the-hour.own-visit settled", "by-the-hour.visit-not-before-term settled", "by-the-hour.first-assessment-way-of-help-test-for-each-visit settled", "by-the-hour.own-visit-occurred-on-in-time settled") ELSE least(CASE WHEN NOT "customers.joined-for-each-visit" THEN "customers.joined-for-each-visit settled" END, CASE WHEN NOT "by-the-hour.visit-there" THEN "by-the-hour.own-visit settled" END, CASE WHEN NOT "by-the-hour.visit-not-before-term" THEN "by-the-hour.visit-not-before-term settled" END, CASE WHEN NOT "by-the-hour.first-assessment-way-of-help-test-for-each-visit" THEN "by-the-hour.first-assessment-way-of-help-test-for-each-visit settled" END, CASE WHEN NOT "by-the-hour.own-visit-occurred-on-in-time" THEN "by-the-hour.own-visit-occurred-on-in-time settled" END, CASE WHEN NOT "by-the-hour.amount-known" THEN "by-the-hour.own-visit settled" END) END AS "by-the-hour.conditions settled"
  FROM row_7
),
row_9 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("customers.first-ending-occurred-on-for-each-visit" < "by-the-hour.conditions settled", false) AS "by-the-hour.left-before-conditions",
    CASE WHEN coalesce("customers.first-ending-occurred-on-for-each-visit" < "by-the-hour.conditions settled", false) THEN "customers.first-ending-occurred-on-for-each-visit" ELSE "by-the-hour.conditions settled" END AS "by-the-hour.left-before-conditions settled"
  FROM row_8
),
row_10 AS NOT MATERIALIZED (
  SELECT *,
    NOT "by-the-hour.left-before-conditions" AS "by-the-hour.stayed-until-conditions"
  FROM row_9
),
row_11 AS NOT MATERIALIZED (
  SELECT *,
    "by-the-hour.conditions" AND "by-the-hour.stayed-until-conditions" AS "by-the-hour.conditions-and-stayed",
    CASE WHEN "by-the-hour.conditions" AND "by-the-hour.stayed-until-conditions" THEN greatest("by-the-hour.conditions settled", "by-the-hour.left-before-conditions settled") ELSE least(CASE WHEN NOT "by-the-hour.conditions" THEN "by-the-hour.conditions settled" END, CASE WHEN NOT "by-the-hour.stayed-until-conditions" THEN "by-the-hour.left-before-conditions settled" END) END AS "by-the-hour.conditions-and-stayed settled"
  FROM row_10
)
SELECT person, event_id, "customers.first-assessment", "customers.first-first-visit", "customers.first-ending", "reablement.first-assessment", "by-the-hour.own-visit", "by-the-hour.own-visit settled", "by-the-hour.own-visit id_order", "by-the-hour.visit-there", "by-the-hour.visit-not-before-term", "by-the-hour.visit-not-before-term settled", "customers.joined-for-each-visit", "customers.joined-for-each-visit settled", "by-the-hour.first-assessment-way-of-help-test-for-each-visit", "by-the-hour.first-assessment-way-of-help-test-for-each-visit settled", "by-the-hour.own-visit-occurred-on-in-time", "by-the-hour.own-visit-occurred-on-in-time settled", "by-the-hour.amount-or-nothing", "by-the-hour.amount-known", "by-the-hour.stayed-until-conditions", "by-the-hour.left-before-conditions settled", "by-the-hour.conditions-and-stayed", "by-the-hour.conditions-and-stayed settled", "by-the-hour.own-visit-provider"
FROM row_11;

-- by-the-hour.pays, line 120
CREATE OR REPLACE TABLE "each-visit lines" AS
SELECT
  CAST(4 AS TINYINT) AS rule,
  rowid AS row_no,
  nullif("by-the-hour.own-visit-provider", '') AS provider,
  CASE WHEN "by-the-hour.conditions-and-stayed settled" > getvariable('as_at') THEN 'pending' WHEN "by-the-hour.conditions-and-stayed" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "by-the-hour.conditions-and-stayed" AND "by-the-hour.conditions-and-stayed settled" <= getvariable('as_at') THEN "by-the-hour.amount-or-nothing" ELSE coalesce("by-the-hour.amount-or-nothing", 0) END AS amount,
  CASE WHEN "by-the-hour.conditions-and-stayed" AND "by-the-hour.conditions-and-stayed settled" <= getvariable('as_at') THEN "by-the-hour.conditions-and-stayed settled" END AS earned_on,
  CASE WHEN "by-the-hour.conditions-and-stayed" AND "by-the-hour.conditions-and-stayed settled" <= getvariable('as_at') THEN month_end("by-the-hour.conditions-and-stayed settled") + 30 END AS payable_on
FROM "each-visit 2"
WHERE "customers.joined-for-each-visit" AND "customers.joined-for-each-visit settled" <= getvariable('as_at') AND (("by-the-hour.conditions-and-stayed" AND "by-the-hour.conditions-and-stayed settled" <= getvariable('as_at') AND coalesce("by-the-hour.amount-or-nothing", 0) <> 0)
  OR NOT "by-the-hour.conditions-and-stayed" OR "by-the-hour.conditions-and-stayed settled" > getvariable('as_at'));

-- ongoing-support.pays, line 141
-- ongoing-support.pays, line 141: the period has begun
-- ongoing-support.pays, line 141: the period is on or after 1 April 2027
-- customers.joins-on, line 63: the first assessment where the assessment is during the term
-- weekly-price.by, line 134: the start of ongoing-care
-- weekly-price.by, line 134: weekly-price
-- ongoing-support.pays, line 141: the amount can be worked out
-- customers.sets-aside, line 65: an ending where reason is one of moved-away, died
-- ongoing-support.pays, line 141: the start of ongoing-care
CREATE OR REPLACE TABLE "periods:ongoing-support 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p.period_start,
    p.period_start AS "ongoing-support.period-start",
    p.start_day AS "ongoing-support.period-start settled",
    p.period_last AS "ongoing-support.period-end",
    p.start_day AS "ongoing-support.period-end settled",
    o."customers.joined" AS "customers.joined-for-periods-ongoing-support",
    o."customers.first-assessment settled" AS "customers.joined-for-periods-ongoing-support settled",
    o."customers.first-ending-occurred-on" AS "customers.first-ending-occurred-on-for-periods-ongoing-support",
    o."customers.first-ending settled" AS "customers.first-ending-occurred-on-for-periods-ongoing-support settled",
    b."weekly-price.spell-level" AS "weekly-price.spell-level-for-periods-ongoing-support",
    b."ongoing-care.spell settled" AS "weekly-price.spell-level-for-periods-ongoing-support settled",
    b."ongoing-support.spell-provider" AS "ongoing-support.spell-provider-for-periods-ongoing-support"
  FROM (
    SELECT person, event_id, start_day + (n) * 7 AS period_start,
      start_day + (n + 1) * 7 - 1 AS period_last, start_day
    FROM (
      SELECT *, unnest(range(0, (least(coalesce(last_day, 741587), 741587) - start_day) // 7 + 1)) AS n
      FROM "stretches of spell:ongoing-care" WHERE start_id = event_id
    )
    WHERE period_start <= least(coalesce(last_day, 741587), 741587)
  ) p
  JOIN "people 2" o ON o.person = p.person
  JOIN "spell:ongoing-care 1" b ON b.person = p.person AND b.event_id = p.event_id
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("ongoing-support.period-start" <= 741587, false) AS "ongoing-support.period-start-in-time",
    CASE WHEN "ongoing-support.period-start" IS NULL THEN least("ongoing-support.period-start settled", 741587) WHEN "ongoing-support.period-start" > 741587 THEN 741587 ELSE greatest("ongoing-support.period-start", "ongoing-support.period-start settled") END AS "ongoing-support.period-start-in-time settled",
    coalesce("ongoing-support.period-end" >= 740072, false) AS "ongoing-support.period-end-in-time",
    CASE WHEN "ongoing-support.period-end" IS NULL THEN least("ongoing-support.period-end settled", 741587) ELSE greatest("ongoing-support.period-end", "ongoing-support.period-end settled") END AS "ongoing-support.period-end-in-time settled",
    CAST(CASE WHEN "weekly-price.spell-level-for-periods-ongoing-support" = 'lower' THEN 7500 WHEN "weekly-price.spell-level-for-periods-ongoing-support" = 'higher' THEN 15000 WHEN "weekly-price.spell-level-for-periods-ongoing-support" = 'intensive' THEN 32000 END AS BIGINT) AS "weekly-price.rate"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "customers.joined-for-periods-ongoing-support" AND "ongoing-support.period-start-in-time" AS "ongoing-support.begun-and-joined",
    CASE WHEN "customers.joined-for-periods-ongoing-support" AND "ongoing-support.period-start-in-time" THEN greatest("customers.joined-for-periods-ongoing-support settled", "ongoing-support.period-start-in-time settled") ELSE least(CASE WHEN NOT "customers.joined-for-periods-ongoing-support" THEN "customers.joined-for-periods-ongoing-support settled" END, CASE WHEN NOT "ongoing-support.period-start-in-time" THEN "ongoing-support.period-start-in-time settled" END) END AS "ongoing-support.begun-and-joined settled",
    CASE WHEN "weekly-price.rate" + 0 IS NOT NULL THEN greatest("weekly-price.rate", 0) END AS "ongoing-support.amount-or-nothing"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "ongoing-support.amount-or-nothing" IS NOT NULL AS "ongoing-support.amount-known"
  FROM row_2
)
SELECT person, event_id, period_start, "ongoing-support.period-end", "ongoing-support.period-end settled", "ongoing-support.period-start-in-time", "ongoing-support.period-start-in-time settled", "ongoing-support.period-end-in-time", "ongoing-support.period-end-in-time settled", "customers.joined-for-periods-ongoing-support", "customers.joined-for-periods-ongoing-support settled", "ongoing-support.begun-and-joined", "ongoing-support.begun-and-joined settled", "ongoing-support.amount-or-nothing", "weekly-price.spell-level-for-periods-ongoing-support settled", "ongoing-support.amount-known", "customers.first-ending-occurred-on-for-periods-ongoing-support", "customers.first-ending-occurred-on-for-periods-ongoing-support settled", "ongoing-support.spell-provider-for-periods-ongoing-support"
FROM row_3;

-- delivered.when, line 71: no return
-- delivered.when, line 71: no return is within 28 days after the agreement
-- delivered, line 67
-- delivered, line 67: set aside on an ending where reason is one of moved-away, died
-- delivered, line 67: the person is not set aside on an ending where reason is one of moved-away, died
-- delivery-rate.counts, line 100
-- delivery-rate.is, line 101
-- reablement, line 107
-- reablement, line 107: set aside on an ending where reason is one of moved-away, died
-- reablement, line 107: the person is not set aside on an ending where reason is one of moved-away, died
-- less-help-needed, line 126
-- less-help-needed, line 126: set aside on an ending where reason is one of moved-away, died
-- less-help-needed, line 126: the person is not set aside on an ending where reason is one of moved-away, died
CREATE OR REPLACE TABLE "people 3" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."customers.first-assessment",
    p."customers.first-assessment settled",
    p."customers.joined",
    p."customers.first-first-visit",
    p."customers.first-first-visit settled",
    p."customers.first-first-visit-provider",
    p."delivered.first-first-visit-occurred-on",
    p."delivered.first-agreement",
    p."delivered.first-agreement settled",
    p."delivered.first-agreement id_order",
    p."delivered.first-agreement-present",
    p."delivered.first-agreement-occurred-on",
    p."delivered.agreement-not-before-term",
    p."delivered.agreement-not-before-term settled",
    p."delivered.first-agreement-occurred-on-in-time",
    p."delivered.first-agreement-occurred-on-in-time settled",
    p."delivered.first-agreement-occurred-on-plus-28-days",
    p."delivered.agreement-recorded-in-time",
    p."delivered.agreement-recorded-in-time settled",
    p."customers.first-ending",
    p."customers.first-ending settled",
    p."customers.first-ending-occurred-on",
    p."later-recovery.left-before-conditions",
    p."later-recovery.left-before-conditions settled",
    p."later-recovery.conditions-and-stayed",
    p."later-recovery.conditions-and-stayed settled",
    p."still-at-home.left-before-conditions",
    p."still-at-home.left-before-conditions settled",
    p."still-at-home.conditions-and-stayed",
    p."still-at-home.conditions-and-stayed settled",
    p."delivery-rate.first-first-visit-occurred-on-quarter-start",
    p."delivery-rate.quarter-of-members",
    p."delivery-rate.quarter-of-members settled",
    p."delivery-rate.first-first-visit-occurred-on-present",
    p."reablement.first-assessment",
    p."reablement.first-assessment settled",
    p."reablement.first-assessment-way-of-help-test",
    p."reablement.price",
    p."reablement.paid-now",
    p."reablement.held-back",
    p."by-the-hour.first-assessment-way-of-help-test",
    p."by-the-hour.first-first-visit-occurred-on-plus-42-days",
    p."less-help-needed.first-new-plan",
    p."less-help-needed.first-new-plan settled",
    p."less-help-needed.first-plan",
    p."less-help-needed.first-plan settled",
    p."less-help-needed.first-new-plan-weekly-hours-test",
    p."less-help-needed.first-new-plan-weekly-hours-test settled",
    p."less-help-needed.price",
    w."delivered.first-return event".event_id AS "delivered.first-return",
    CASE WHEN p."delivered.first-agreement-occurred-on" IS NULL THEN p."delivered.first-agreement settled" WHEN p."delivered.first-agreement-occurred-on-plus-28-days" IS NULL THEN p."delivered.first-agreement settled" WHEN w."delivered.first-return event" IS NULL THEN greatest(least(p."delivered.first-agreement-occurred-on-plus-28-days", 741587), p."delivered.first-agreement settled") ELSE greatest(w."delivered.first-return event".occurred_on, p."delivered.first-agreement settled") END AS "delivered.first-return settled"
  FROM "people 2" p
  LEFT JOIN (
    SELECT p.rowid AS row_no,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'return' AND e.occurred_on >= p."delivered.first-agreement-occurred-on" AND e.occurred_on <= p."delivered.first-agreement-occurred-on-plus-28-days") AS "delivered.first-return event"
    FROM "people 2" p JOIN picked_event e ON e.person = p.person
    WHERE e.event IN ('return')
    GROUP BY p.rowid
  ) w ON w.row_no = p.rowid
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "delivered.first-return" IS NULL AND "delivered.first-agreement-occurred-on-plus-28-days" IS NOT NULL AS "delivered.absent-return"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "customers.joined" AND "delivered.first-agreement-present" AND "delivered.agreement-not-before-term" AND "delivered.first-agreement-occurred-on-in-time" AND "delivered.absent-return" AND "delivered.agreement-recorded-in-time" AS "delivered.conditions",
    CASE WHEN "customers.joined" AND "delivered.first-agreement-present" AND "delivered.agreement-not-before-term" AND "delivered.first-agreement-occurred-on-in-time" AND "delivered.absent-return" AND "delivered.agreement-recorded-in-time" THEN greatest("customers.first-assessment settled", "delivered.first-agreement settled", "delivered.agreement-not-before-term settled", "delivered.first-agreement-occurred-on-in-time settled", "delivered.first-return settled", "delivered.agreement-recorded-in-time settled") ELSE least(CASE WHEN NOT "customers.joined" THEN "customers.first-assessment settled" END, CASE WHEN NOT "delivered.first-agreement-present" THEN "delivered.first-agreement settled" END, CASE WHEN NOT "delivered.agreement-not-before-term" THEN "delivered.agreement-not-before-term settled" END, CASE WHEN NOT "delivered.first-agreement-occurred-on-in-time" THEN "delivered.first-agreement-occurred-on-in-time settled" END, CASE WHEN NOT "delivered.absent-return" THEN "delivered.first-return settled" END, CASE WHEN NOT "delivered.agreement-recorded-in-time" THEN "delivered.agreement-recorded-in-time settled" END) END AS "delivered.conditions settled",
    "customers.joined" AND "delivered.first-agreement-present" AND "delivered.agreement-not-before-term" AND "delivered.first-agreement-occurred-on-in-time" AND "delivered.absent-return" AND "delivered.agreement-recorded-in-time" AND "reablement.first-assessment-way-of-help-test" AS "reablement.conditions",
    CASE WHEN "customers.joined" AND "delivered.first-agreement-present" AND "delivered.agreement-not-before-term" AND "delivered.first-agreement-occurred-on-in-time" AND "delivered.absent-return" AND "delivered.agreement-recorded-in-time" AND "reablement.first-assessment-way-of-help-test" THEN greatest("customers.first-assessment settled", "delivered.first-agreement settled", "delivered.agreement-not-before-term settled", "delivered.first-agreement-occurred-on-in-time settled", "delivered.first-return settled", "delivered.agreement-recorded-in-time settled", "reablement.first-assessment settled") ELSE least(CASE WHEN NOT "customers.joined" THEN "customers.first-assessment settled" END, CASE WHEN NOT "delivered.first-agreement-present" THEN "delivered.first-agreement settled" END, CASE WHEN NOT "delivered.agreement-not-before-term" THEN "delivered.agreement-not-before-term settled" END, CASE WHEN NOT "delivered.first-agreement-occurred-on-in-time" THEN "delivered.first-agreement-occurred-on-in-time settled" END, CASE WHEN NOT "delivered.absent-return" THEN "delivered.first-return settled" END, CASE WHEN NOT "delivered.agreement-recorded-in-time" THEN "delivered.agreement-recorded-in-time settled" END, CASE WHEN NOT "reablement.first-assessment-way-of-help-test" THEN "reablement.first-assessment settled" END) END AS "reablement.conditions settled",
    "customers.joined" AND "delivered.first-agreement-present" AND "delivered.agreement-not-before-term" AND "delivered.first-agreement-occurred-on-in-time" AND "delivered.absent-return" AND "delivered.agreement-recorded-in-time" AND "by-the-hour.first-assessment-way-of-help-test" AND "less-help-needed.first-new-plan-weekly-hours-test" AS "less-help-needed.conditions",
    CASE WHEN "customers.joined" AND "delivered.first-agreement-present" AND "delivered.agreement-not-before-term" AND "delivered.first-agreement-occurred-on-in-time" AND "delivered.absent-return" AND "delivered.agreement-recorded-in-time" AND "by-the-hour.first-assessment-way-of-help-test" AND "less-help-needed.first-new-plan-weekly-hours-test" THEN greatest("customers.first-assessment settled", "delivered.first-agreement settled", "delivered.agreement-not-before-term settled", "delivered.first-agreement-occurred-on-in-time settled", "delivered.first-return settled", "delivered.agreement-recorded-in-time settled", "reablement.first-assessment settled", "less-help-needed.first-new-plan-weekly-hours-test settled") ELSE least(CASE WHEN NOT "customers.joined" THEN "customers.first-assessment settled" END, CASE WHEN NOT "delivered.first-agreement-present" THEN "delivered.first-agreement settled" END, CASE WHEN NOT "delivered.agreement-not-before-term" THEN "delivered.agreement-not-before-term settled" END, CASE WHEN NOT "delivered.first-agreement-occurred-on-in-time" THEN "delivered.first-agreement-occurred-on-in-time settled" END, CASE WHEN NOT "delivered.absent-return" THEN "delivered.first-return settled" END, CASE WHEN NOT "delivered.agreement-recorded-in-time" THEN "delivered.agreement-recorded-in-time settled" END, CASE WHEN NOT "by-the-hour.first-assessment-way-of-help-test" THEN "reablement.first-assessment settled" END, CASE WHEN NOT "less-help-needed.first-new-plan-weekly-hours-test" THEN "less-help-needed.first-new-plan-weekly-hours-test settled" END) END AS "less-help-needed.conditions settled"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("customers.first-ending-occurred-on" < "delivered.conditions settled", false) AS "delivered.left-before-conditions",
    CASE WHEN coalesce("customers.first-ending-occurred-on" < "delivered.conditions settled", false) THEN "customers.first-ending-occurred-on" ELSE "delivered.conditions settled" END AS "delivered.left-before-conditions settled",
    coalesce("customers.first-ending-occurred-on" < "reablement.conditions settled", false) AS "reablement.left-before-conditions",
    CASE WHEN coalesce("customers.first-ending-occurred-on" < "reablement.conditions settled", false) THEN "customers.first-ending-occurred-on" ELSE "reablement.conditions settled" END AS "reablement.left-before-conditions settled",
    coalesce("customers.first-ending-occurred-on" < "less-help-needed.conditions settled", false) AS "less-help-needed.left-before-conditions",
    CASE WHEN coalesce("customers.first-ending-occurred-on" < "less-help-needed.conditions settled", false) THEN "customers.first-ending-occurred-on" ELSE "less-help-needed.conditions settled" END AS "less-help-needed.left-before-conditions settled"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    NOT "delivered.left-before-conditions" AS "delivered.stayed-until-conditions",
    NOT "reablement.left-before-conditions" AS "reablement.stayed-until-conditions",
    NOT "less-help-needed.left-before-conditions" AS "less-help-needed.stayed-until-conditions"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    "delivered.conditions" AND "delivered.stayed-until-conditions" AS "delivered.conditions-and-stayed",
    CASE WHEN "delivered.conditions" AND "delivered.stayed-until-conditions" THEN greatest("delivered.conditions settled", "delivered.left-before-conditions settled") ELSE least(CASE WHEN NOT "delivered.conditions" THEN "delivered.conditions settled" END, CASE WHEN NOT "delivered.stayed-until-conditions" THEN "delivered.left-before-conditions settled" END) END AS "delivered.conditions-and-stayed settled",
    "customers.joined" AND "delivery-rate.first-first-visit-occurred-on-present" AND "delivered.stayed-until-conditions" AS "delivery-rate.counted",
    CASE WHEN "customers.joined" AND "delivery-rate.first-first-visit-occurred-on-present" AND "delivered.stayed-until-conditions" THEN greatest("customers.first-assessment settled", "customers.first-first-visit settled", "delivered.left-before-conditions settled") ELSE least(CASE WHEN NOT "customers.joined" THEN "customers.first-assessment settled" END, CASE WHEN NOT "delivery-rate.first-first-visit-occurred-on-present" THEN "customers.first-first-visit settled" END, CASE WHEN NOT "delivered.stayed-until-conditions" THEN "delivered.left-before-conditions settled" END) END AS "delivery-rate.counted settled",
    "reablement.conditions" AND "reablement.stayed-until-conditions" AS "reablement.conditions-and-stayed",
    CASE WHEN "reablement.conditions" AND "reablement.stayed-until-conditions" THEN greatest("reablement.conditions settled", "reablement.left-before-conditions settled") ELSE least(CASE WHEN NOT "reablement.conditions" THEN "reablement.conditions settled" END, CASE WHEN NOT "reablement.stayed-until-conditions" THEN "reablement.left-before-conditions settled" END) END AS "reablement.conditions-and-stayed settled",
    "less-help-needed.conditions" AND "less-help-needed.stayed-until-conditions" AS "less-help-needed.conditions-and-stayed",
    CASE WHEN "less-help-needed.conditions" AND "less-help-needed.stayed-until-conditions" THEN greatest("less-help-needed.conditions settled", "less-help-needed.left-before-conditions settled") ELSE least(CASE WHEN NOT "less-help-needed.conditions" THEN "less-help-needed.conditions settled" END, CASE WHEN NOT "less-help-needed.stayed-until-conditions" THEN "less-help-needed.left-before-conditions settled" END) END AS "less-help-needed.conditions-and-stayed settled"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    "delivery-rate.counted" AND "delivered.conditions-and-stayed" AS "delivery-rate.achieved",
    CASE WHEN "delivery-rate.counted" AND "delivered.conditions-and-stayed" THEN greatest("delivery-rate.counted settled", "delivered.conditions-and-stayed settled") ELSE least(CASE WHEN NOT "delivery-rate.counted" THEN "delivery-rate.counted settled" END, CASE WHEN NOT "delivered.conditions-and-stayed" THEN "delivered.conditions-and-stayed settled" END) END AS "delivery-rate.achieved settled"
  FROM row_5
)
SELECT person, "customers.first-assessment", "customers.first-assessment settled", "customers.joined", "customers.first-first-visit", "customers.first-first-visit settled", "customers.first-first-visit-provider", "delivered.first-first-visit-occurred-on", "delivered.first-agreement", "delivered.first-agreement settled", "delivered.first-agreement id_order", "delivered.first-agreement-present", "delivered.agreement-not-before-term", "delivered.agreement-not-before-term settled", "delivered.first-agreement-occurred-on-in-time", "delivered.first-agreement-occurred-on-in-time settled", "delivered.agreement-recorded-in-time", "delivered.agreement-recorded-in-time settled", "customers.first-ending", "customers.first-ending settled", "later-recovery.left-before-conditions", "later-recovery.left-before-conditions settled", "later-recovery.conditions-and-stayed", "later-recovery.conditions-and-stayed settled", "still-at-home.left-before-conditions", "still-at-home.left-before-conditions settled", "still-at-home.conditions-and-stayed", "still-at-home.conditions-and-stayed settled", "delivery-rate.first-first-visit-occurred-on-quarter-start", "delivery-rate.quarter-of-members", "delivery-rate.quarter-of-members settled", "reablement.first-assessment", "reablement.first-assessment settled", "reablement.first-assessment-way-of-help-test", "reablement.price", "reablement.paid-now", "reablement.held-back", "by-the-hour.first-assessment-way-of-help-test", "less-help-needed.first-new-plan", "less-help-needed.first-new-plan settled", "less-help-needed.first-plan", "less-help-needed.first-plan settled", "less-help-needed.first-new-plan-weekly-hours-test", "less-help-needed.first-new-plan-weekly-hours-test settled", "less-help-needed.price", "delivered.first-return", "delivered.first-return settled", "delivered.absent-return", "delivered.left-before-conditions", "delivered.left-before-conditions settled", "delivered.conditions-and-stayed", "delivered.conditions-and-stayed settled", "delivery-rate.counted", "delivery-rate.counted settled", "delivery-rate.achieved", "delivery-rate.achieved settled", "reablement.stayed-until-conditions", "reablement.left-before-conditions settled", "reablement.conditions-and-stayed", "reablement.conditions-and-stayed settled", "less-help-needed.stayed-until-conditions", "less-help-needed.left-before-conditions settled", "less-help-needed.conditions-and-stayed", "less-help-needed.conditions-and-stayed settled"
FROM row_6;

-- ongoing-support.pays, line 141: the whole period of 1 week of ongoing-care
-- ongoing-support, line 140
-- ongoing-support, line 140: set aside on an ending where reason is one of moved-away, died
-- ongoing-support, line 140: the person is not set aside on an ending where reason is one of moved-away, died
CREATE OR REPLACE TABLE "periods:ongoing-support 3" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p.period_start,
    p."ongoing-support.period-end",
    p."ongoing-support.period-end settled",
    p."ongoing-support.period-start-in-time",
    p."ongoing-support.period-start-in-time settled",
    p."ongoing-support.period-end-in-time",
    p."ongoing-support.period-end-in-time settled",
    p."customers.joined-for-periods-ongoing-support",
    p."customers.joined-for-periods-ongoing-support settled",
    p."ongoing-support.begun-and-joined",
    p."ongoing-support.begun-and-joined settled",
    p."ongoing-support.amount-or-nothing",
    p."weekly-price.spell-level-for-periods-ongoing-support settled",
    p."ongoing-support.amount-known",
    p."customers.first-ending-occurred-on-for-periods-ongoing-support",
    p."customers.first-ending-occurred-on-for-periods-ongoing-support settled",
    p."ongoing-support.spell-provider-for-periods-ongoing-support",
    o."customers.first-assessment",
    o."customers.first-ending",
    s1.reaching IS NOT NULL AND p."ongoing-support.period-end" <= 741587 AS "ongoing-support.covers-period-end",
    greatest(p."ongoing-support.period-end settled", CASE WHEN p."ongoing-support.period-end" > 741587 THEN 741587 WHEN s1.reaching IS NOT NULL THEN greatest(p."ongoing-support.period-end", s1.reaching.start_day) ELSE least(s1l.last_day, 741587) END) AS "ongoing-support.covers-period-end settled",
    coalesce(s1.reaching.start_id, s1l.last_id) AS "ongoing-support.decides-period-end",
    greatest(p."ongoing-support.period-end settled", CASE WHEN p."ongoing-support.period-end" > 741587 THEN 741587 WHEN s1.reaching IS NOT NULL THEN greatest(p."ongoing-support.period-end", s1.reaching.start_day) ELSE least(s1l.last_day, 741587) END) AS "ongoing-support.decides-period-end settled",
    coalesce(s1.reaching.start_order, s1l.last_order) AS "ongoing-support.decides-period-end id_order"
  FROM "periods:ongoing-support 2" p
  JOIN "people 3" o ON o.person = p.person
  LEFT JOIN (
    SELECT p.rowid AS row_no, min({start_day: s.start_day, start_order: s.start_order, start_id: s.start_id}) AS reaching
    FROM "periods:ongoing-support 2" p JOIN "stretches of spell:ongoing-care" s ON s.person = p.person AND s.event_id = p.event_id
    WHERE s.end_day IS NULL OR s.end_day >= p."ongoing-support.period-end"
    GROUP BY p.rowid
  ) s1 ON s1.row_no = p.rowid
  JOIN "stretches of spell:ongoing-care" s1l ON s1l.start_id = p.event_id
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "customers.joined-for-periods-ongoing-support" AND "ongoing-support.period-start-in-time" AND "ongoing-support.covers-period-end" AND "ongoing-support.period-end-in-time" AND "ongoing-support.amount-known" AS "ongoing-support.conditions",
    CASE WHEN "customers.joined-for-periods-ongoing-support" AND "ongoing-support.period-start-in-time" AND "ongoing-support.covers-period-end" AND "ongoing-support.period-end-in-time" AND "ongoing-support.amount-known" THEN greatest("customers.joined-for-periods-ongoing-support settled", "ongoing-support.period-start-in-time settled", "ongoing-support.covers-period-end settled", "ongoing-support.period-end-in-time settled", "weekly-price.spell-level-for-periods-ongoing-support settled") ELSE least(CASE WHEN NOT "customers.joined-for-periods-ongoing-support" THEN "customers.joined-for-periods-ongoing-support settled" END, CASE WHEN NOT "ongoing-support.period-start-in-time" THEN "ongoing-support.period-start-in-time settled" END, CASE WHEN NOT "ongoing-support.covers-period-end" THEN "ongoing-support.covers-period-end settled" END, CASE WHEN NOT "ongoing-support.period-end-in-time" THEN "ongoing-support.period-end-in-time settled" END, CASE WHEN NOT "ongoing-support.amount-known" THEN "weekly-price.spell-level-for-periods-ongoing-support settled" END) END AS "ongoing-support.conditions settled"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("customers.first-ending-occurred-on-for-periods-ongoing-support" < "ongoing-support.conditions settled", false) AS "ongoing-support.left-before-conditions",
    CASE WHEN coalesce("customers.first-ending-occurred-on-for-periods-ongoing-support" < "ongoing-support.conditions settled", false) THEN "customers.first-ending-occurred-on-for-periods-ongoing-support" ELSE "ongoing-support.conditions settled" END AS "ongoing-support.left-before-conditions settled"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    NOT "ongoing-support.left-before-conditions" AS "ongoing-support.stayed-until-conditions"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "ongoing-support.conditions" AND "ongoing-support.stayed-until-conditions" AS "ongoing-support.conditions-and-stayed",
    CASE WHEN "ongoing-support.conditions" AND "ongoing-support.stayed-until-conditions" THEN greatest("ongoing-support.conditions settled", "ongoing-support.left-before-conditions settled") ELSE least(CASE WHEN NOT "ongoing-support.conditions" THEN "ongoing-support.conditions settled" END, CASE WHEN NOT "ongoing-support.stayed-until-conditions" THEN "ongoing-support.left-before-conditions settled" END) END AS "ongoing-support.conditions-and-stayed settled"
  FROM row_3
)
SELECT person, event_id, period_start, "customers.first-assessment", "customers.first-ending", "ongoing-support.period-end", "ongoing-support.period-end settled", "ongoing-support.period-start-in-time", "ongoing-support.period-start-in-time settled", "ongoing-support.period-end-in-time", "ongoing-support.period-end-in-time settled", "customers.joined-for-periods-ongoing-support", "customers.joined-for-periods-ongoing-support settled", "ongoing-support.begun-and-joined", "ongoing-support.begun-and-joined settled", "ongoing-support.amount-or-nothing", "weekly-price.spell-level-for-periods-ongoing-support settled", "ongoing-support.amount-known", "ongoing-support.spell-provider-for-periods-ongoing-support", "ongoing-support.covers-period-end", "ongoing-support.covers-period-end settled", "ongoing-support.decides-period-end", "ongoing-support.decides-period-end settled", "ongoing-support.decides-period-end id_order", "ongoing-support.stayed-until-conditions", "ongoing-support.left-before-conditions settled", "ongoing-support.conditions-and-stayed", "ongoing-support.conditions-and-stayed settled"
FROM row_4;

-- ongoing-support.pays, line 141
CREATE OR REPLACE TABLE "periods:ongoing-support lines" AS
SELECT
  CAST(6 AS TINYINT) AS rule,
  rowid AS row_no,
  "ongoing-support.spell-provider-for-periods-ongoing-support" AS provider,
  CASE WHEN "ongoing-support.conditions-and-stayed settled" > getvariable('as_at') THEN 'pending' WHEN "ongoing-support.conditions-and-stayed" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "ongoing-support.conditions-and-stayed" AND "ongoing-support.conditions-and-stayed settled" <= getvariable('as_at') THEN "ongoing-support.amount-or-nothing" ELSE coalesce("ongoing-support.amount-or-nothing", 0) END AS amount,
  CASE WHEN "ongoing-support.conditions-and-stayed" AND "ongoing-support.conditions-and-stayed settled" <= getvariable('as_at') THEN "ongoing-support.conditions-and-stayed settled" END AS earned_on,
  CASE WHEN "ongoing-support.conditions-and-stayed" AND "ongoing-support.conditions-and-stayed settled" <= getvariable('as_at') THEN month_end("ongoing-support.conditions-and-stayed settled") + 30 END AS payable_on
FROM "periods:ongoing-support 3"
WHERE "ongoing-support.begun-and-joined" AND "ongoing-support.begun-and-joined settled" <= getvariable('as_at') AND (("ongoing-support.conditions-and-stayed" AND "ongoing-support.conditions-and-stayed settled" <= getvariable('as_at') AND coalesce("ongoing-support.amount-or-nothing", 0) <> 0)
  OR NOT "ongoing-support.conditions-and-stayed" OR "ongoing-support.conditions-and-stayed settled" > getvariable('as_at'));

-- delivery-rate, line 98
CREATE OR REPLACE TABLE "provider-and-quarter 4" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end,
    coalesce(g1."delivery-rate.people-achieved", 0) AS "delivery-rate.people-achieved",
    greatest(p.period_end, g1."delivery-rate.people-achieved settled") AS "delivery-rate.people-achieved settled",
    coalesce(g1."delivery-rate.people-counted", 0) AS "delivery-rate.people-counted",
    greatest(p.period_end, g1."delivery-rate.people-counted settled") AS "delivery-rate.people-counted settled"
  FROM (
    SELECT provider, period_start, period_end
    FROM (VALUES ('first-provider'), ('second-provider')) s (provider), (VALUES
      (740072, 740162),
      (740163, 740254),
      (740255, 740346),
      (740347, 740437),
      (740438, 740528),
      (740529, 740620),
      (740621, 740712),
      (740713, 740802),
      (740803, 740893),
      (740894, 740985),
      (740986, 741077),
      (741078, 741167),
      (741168, 741258),
      (741259, 741350),
      (741351, 741442),
      (741443, 741532),
      (741533, 741587)
    ) t (period_start, period_end)
  ) p
  LEFT JOIN (
    SELECT "customers.first-first-visit-provider" AS provider,
      "delivery-rate.quarter-of-members" AS period_start,
      count(*) FILTER (WHERE "delivery-rate.achieved") AS "delivery-rate.people-achieved",
      max("delivery-rate.achieved settled") FILTER (WHERE "delivery-rate.achieved" IS NOT NULL) AS "delivery-rate.people-achieved settled",
      count(*) FILTER (WHERE "delivery-rate.counted") AS "delivery-rate.people-counted",
      max("delivery-rate.counted settled") FILTER (WHERE "delivery-rate.counted" IS NOT NULL) AS "delivery-rate.people-counted settled"
    FROM "people 3"
    WHERE true AND "customers.first-first-visit-provider" IS NOT NULL AND "delivery-rate.quarter-of-members" IS NOT NULL
    GROUP BY ALL
  ) g1 ON g1.provider = p.provider AND g1.period_start = p.period_start
)
SELECT provider, period_start, period_end, "delivery-rate.people-achieved", "delivery-rate.people-achieved settled", "delivery-rate.people-counted", "delivery-rate.people-counted settled"
FROM row_0;

-- delivery-rate.needs, line 103: delivery-rate
-- reablement.withhold, line 110: delivery-rate of the quarter of the first first-visit
CREATE OR REPLACE TABLE "provider-and-quarter 5" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end,
    p."delivery-rate.people-achieved",
    p."delivery-rate.people-achieved settled",
    p."delivery-rate.people-counted",
    p."delivery-rate.people-counted settled",
    m1.achieved AS "delivery-rate.ratio",
    m1.settled AS "delivery-rate.ratio settled",
    m1.counted AS "delivery-rate.ratio under",
    m1.group_start AS "delivery-rate.group",
    m1.settled AS "delivery-rate.group settled"
  FROM "provider-and-quarter 4" p
  LEFT JOIN (
    WITH RECURSIVE numbered AS (
      SELECT provider, period_start, "delivery-rate.people-achieved" AS reached, "delivery-rate.people-counted" AS people,
        greatest("delivery-rate.people-achieved settled", "delivery-rate.people-counted settled") AS settled,
        row_number() OVER (PARTITION BY provider ORDER BY period_start) AS n
      FROM "provider-and-quarter 4"
    ), walk AS (
      SELECT *, 1 AS group_no, people AS so_far FROM numbered WHERE n = 1
      UNION ALL
      SELECT b.*, a.group_no + CAST(a.so_far >= 30 AS INTEGER),
        b.people + CASE WHEN a.so_far >= 30 THEN 0 ELSE a.so_far END
      FROM walk a JOIN numbered b ON b.provider = a.provider AND b.n = a.n + 1
    ), grouped AS (
      SELECT provider, group_no, max(period_start) AS group_start,
        CAST(sum(reached) AS BIGINT) AS reached, CAST(sum(people) AS BIGINT) AS people,
        max(settled) AS settled, sum(people) >= 30 AS enough
      FROM walk GROUP BY provider, group_no
    ), after AS (
      SELECT *, lag(reached) OVER w AS before_achieved, lag(people) OVER w AS before_people
      FROM grouped WINDOW w AS (PARTITION BY provider ORDER BY group_no)
    )
    SELECT walk.provider, walk.period_start, group_start,
      CASE WHEN enough THEN after.reached ELSE coalesce(before_achieved, CASE WHEN after.people > 0 THEN after.reached END) END AS achieved,
      CASE WHEN enough THEN after.people ELSE coalesce(before_people, CASE WHEN after.people > 0 THEN after.people END) END AS counted,
      CASE WHEN enough THEN after.settled ELSE 741587 END AS settled
    FROM walk JOIN after USING (provider, group_no)
  ) m1 ON m1.provider = p.provider AND m1.period_start = p.period_start
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    CAST(CASE WHEN "delivery-rate.ratio" * 10000 < 5000 * "delivery-rate.ratio under" THEN 0 WHEN "delivery-rate.ratio" * 10000 >= 5000 * "delivery-rate.ratio under" AND "delivery-rate.ratio" * 10000 < 6000 * "delivery-rate.ratio under" THEN 0 * "delivery-rate.ratio under" + 1 * ("delivery-rate.ratio" * 10000 - 5000 * "delivery-rate.ratio under") WHEN "delivery-rate.ratio" * 10000 >= 6000 * "delivery-rate.ratio under" THEN 1 END AS HUGEINT) AS "reablement.share-released",
    CAST(CASE WHEN "delivery-rate.ratio" * 10000 < 5000 * "delivery-rate.ratio under" THEN 1 WHEN "delivery-rate.ratio" * 10000 >= 5000 * "delivery-rate.ratio under" AND "delivery-rate.ratio" * 10000 < 6000 * "delivery-rate.ratio under" THEN 1000 * "delivery-rate.ratio under" WHEN "delivery-rate.ratio" * 10000 >= 6000 * "delivery-rate.ratio under" THEN 1 END AS HUGEINT) AS "reablement.share-released under"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("reablement.share-released", 0) AS "reablement.share-released-or-none",
    CASE WHEN "reablement.share-released" IS NULL THEN 1 ELSE "reablement.share-released under" END AS "reablement.share-released-or-none under"
  FROM row_1
)
SELECT provider, period_start, period_end, "delivery-rate.people-achieved", "delivery-rate.people-achieved settled", "delivery-rate.people-counted", "delivery-rate.people-counted settled", "delivery-rate.ratio", "delivery-rate.ratio settled", "delivery-rate.ratio under", "delivery-rate.group", "delivery-rate.group settled", "reablement.share-released-or-none", "reablement.share-released-or-none under"
FROM row_2;

-- reablement.withhold, line 110: delivery-rate of the quarter of the first first-visit
-- reablement.withhold, line 110
CREATE OR REPLACE VIEW "people 6" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."customers.first-assessment",
    p."customers.first-assessment settled",
    p."customers.joined",
    p."customers.first-first-visit",
    p."customers.first-first-visit settled",
    p."customers.first-first-visit-provider",
    p."delivered.first-first-visit-occurred-on",
    p."delivered.first-agreement",
    p."delivered.first-agreement settled",
    p."delivered.first-agreement id_order",
    p."delivered.first-agreement-present",
    p."delivered.agreement-not-before-term",
    p."delivered.agreement-not-before-term settled",
    p."delivered.first-agreement-occurred-on-in-time",
    p."delivered.first-agreement-occurred-on-in-time settled",
    p."delivered.first-return",
    p."delivered.first-return settled",
    p."delivered.absent-return",
    p."delivered.agreement-recorded-in-time",
    p."delivered.agreement-recorded-in-time settled",
    p."customers.first-ending",
    p."customers.first-ending settled",
    p."delivered.left-before-conditions",
    p."delivered.left-before-conditions settled",
    p."delivered.conditions-and-stayed",
    p."delivered.conditions-and-stayed settled",
    p."later-recovery.left-before-conditions",
    p."later-recovery.left-before-conditions settled",
    p."later-recovery.conditions-and-stayed",
    p."later-recovery.conditions-and-stayed settled",
    p."still-at-home.left-before-conditions",
    p."still-at-home.left-before-conditions settled",
    p."still-at-home.conditions-and-stayed",
    p."still-at-home.conditions-and-stayed settled",
    p."delivery-rate.first-first-visit-occurred-on-quarter-start",
    p."reablement.first-assessment",
    p."reablement.first-assessment settled",
    p."reablement.first-assessment-way-of-help-test",
    p."reablement.price",
    p."reablement.stayed-until-conditions",
    p."reablement.left-before-conditions settled",
    p."reablement.conditions-and-stayed",
    p."reablement.conditions-and-stayed settled",
    p."reablement.paid-now",
    p."reablement.held-back",
    p."by-the-hour.first-assessment-way-of-help-test",
    p."less-help-needed.first-new-plan",
    p."less-help-needed.first-new-plan settled",
    p."less-help-needed.first-plan",
    p."less-help-needed.first-plan settled",
    p."less-help-needed.first-new-plan-weekly-hours-test",
    p."less-help-needed.first-new-plan-weekly-hours-test settled",
    p."less-help-needed.price",
    p."less-help-needed.stayed-until-conditions",
    p."less-help-needed.left-before-conditions settled",
    p."less-help-needed.conditions-and-stayed",
    p."less-help-needed.conditions-and-stayed settled",
    q1."delivery-rate.group" AS "reablement.group-of-line",
    greatest(q1."delivery-rate.group settled", p."customers.first-first-visit settled") AS "reablement.group-of-line settled",
    q1."reablement.share-released-or-none" AS "reablement.share-of-line",
    greatest(q1."delivery-rate.ratio settled", p."customers.first-first-visit settled") AS "reablement.share-of-line settled",
    q1."reablement.share-released-or-none under" AS "reablement.share-of-line under"
  FROM "people 3" p
  LEFT JOIN "provider-and-quarter 5" q1 ON q1.provider = p."customers.first-first-visit-provider" AND q1.period_start = p."delivery-rate.first-first-visit-occurred-on-quarter-start"
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "reablement.share-of-line" IS NOT NULL AS "reablement.share-known"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    NOT "reablement.share-known" AS "reablement.never-taken-back"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    NOT "reablement.never-taken-back" AS "reablement.not-taken-back"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "reablement.conditions-and-stayed" AND "reablement.not-taken-back" AS "reablement.released-when",
    CASE WHEN "reablement.conditions-and-stayed" AND "reablement.not-taken-back" THEN greatest("reablement.conditions-and-stayed settled", "reablement.share-of-line settled") ELSE least(CASE WHEN NOT "reablement.conditions-and-stayed" THEN "reablement.conditions-and-stayed settled" END, CASE WHEN NOT "reablement.not-taken-back" THEN "reablement.share-of-line settled" END) END AS "reablement.released-when settled"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "reablement.released-when" THEN "reablement.held-back" END AS "reablement.still-held",
    greatest("customers.first-assessment settled", "reablement.released-when settled") AS "reablement.still-held settled"
  FROM row_4
)
SELECT person, "customers.first-assessment", "customers.first-assessment settled", "customers.joined", "customers.first-first-visit", "customers.first-first-visit settled", "customers.first-first-visit-provider", "delivered.first-first-visit-occurred-on", "delivered.first-agreement", "delivered.first-agreement settled", "delivered.first-agreement id_order", "delivered.first-agreement-present", "delivered.agreement-not-before-term", "delivered.agreement-not-before-term settled", "delivered.first-agreement-occurred-on-in-time", "delivered.first-agreement-occurred-on-in-time settled", "delivered.first-return", "delivered.first-return settled", "delivered.absent-return", "delivered.agreement-recorded-in-time", "delivered.agreement-recorded-in-time settled", "customers.first-ending", "customers.first-ending settled", "delivered.left-before-conditions", "delivered.left-before-conditions settled", "delivered.conditions-and-stayed", "delivered.conditions-and-stayed settled", "later-recovery.left-before-conditions", "later-recovery.left-before-conditions settled", "later-recovery.conditions-and-stayed", "later-recovery.conditions-and-stayed settled", "still-at-home.left-before-conditions", "still-at-home.left-before-conditions settled", "still-at-home.conditions-and-stayed", "still-at-home.conditions-and-stayed settled", "reablement.first-assessment", "reablement.first-assessment settled", "reablement.first-assessment-way-of-help-test", "reablement.price", "reablement.stayed-until-conditions", "reablement.left-before-conditions settled", "reablement.conditions-and-stayed", "reablement.conditions-and-stayed settled", "reablement.paid-now", "reablement.held-back", "by-the-hour.first-assessment-way-of-help-test", "less-help-needed.first-new-plan", "less-help-needed.first-new-plan settled", "less-help-needed.first-plan", "less-help-needed.first-plan settled", "less-help-needed.first-new-plan-weekly-hours-test", "less-help-needed.first-new-plan-weekly-hours-test settled", "less-help-needed.price", "less-help-needed.stayed-until-conditions", "less-help-needed.left-before-conditions settled", "less-help-needed.conditions-and-stayed", "less-help-needed.conditions-and-stayed settled", "reablement.group-of-line", "reablement.group-of-line settled", "reablement.never-taken-back", "reablement.share-of-line settled", "reablement.released-when", "reablement.released-when settled", "reablement.still-held", "reablement.still-held settled"
FROM row_5;

-- reablement.withhold, line 110
CREATE OR REPLACE TABLE "provider-and-quarter 7" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end,
    p."delivery-rate.people-achieved",
    p."delivery-rate.people-achieved settled",
    p."delivery-rate.people-counted",
    p."delivery-rate.people-counted settled",
    p."delivery-rate.ratio",
    p."delivery-rate.ratio settled",
    p."delivery-rate.ratio under",
    p."delivery-rate.group",
    p."delivery-rate.group settled",
    p."reablement.share-released-or-none",
    p."reablement.share-released-or-none under",
    coalesce(g1."reablement.total-held", 0) AS "reablement.total-held",
    greatest(p.period_end, g1."reablement.total-held settled") AS "reablement.total-held settled"
  FROM "provider-and-quarter 5" p
  LEFT JOIN (
    SELECT "customers.first-first-visit-provider" AS provider,
      "reablement.group-of-line" AS period_start,
      CAST(sum("reablement.still-held") AS BIGINT) AS "reablement.total-held",
      max("reablement.still-held settled") FILTER (WHERE "reablement.still-held" IS NOT NULL) AS "reablement.total-held settled"
    FROM "people 6"
    WHERE true AND "customers.first-first-visit-provider" IS NOT NULL AND "reablement.group-of-line" IS NOT NULL
    GROUP BY ALL
  ) g1 ON g1.provider = p.provider AND g1.period_start = p.period_start
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    CAST(CAST("reablement.total-held" AS HUGEINT) AS HUGEINT) * "reablement.share-released-or-none" AS "reablement.total-released-exact",
    greatest("reablement.total-held settled", "delivery-rate.ratio settled") AS "reablement.total-released-exact settled",
    "reablement.share-released-or-none under" AS "reablement.total-released-exact under"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    CAST(half_up("reablement.total-released-exact", "reablement.total-released-exact under") AS BIGINT) AS "reablement.total-released"
  FROM row_1
)
SELECT provider, period_start, period_end, "delivery-rate.people-achieved", "delivery-rate.people-achieved settled", "delivery-rate.people-counted", "delivery-rate.people-counted settled", "delivery-rate.ratio", "delivery-rate.ratio settled", "delivery-rate.ratio under", "delivery-rate.group", "delivery-rate.group settled", "reablement.total-released", "reablement.total-released-exact settled"
FROM row_2;

-- reablement.withhold, line 110
CREATE OR REPLACE VIEW "people 8" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."customers.first-assessment",
    p."customers.first-assessment settled",
    p."customers.joined",
    p."customers.first-first-visit",
    p."customers.first-first-visit settled",
    p."customers.first-first-visit-provider",
    p."delivered.first-first-visit-occurred-on",
    p."delivered.first-agreement",
    p."delivered.first-agreement settled",
    p."delivered.first-agreement id_order",
    p."delivered.first-agreement-present",
    p."delivered.agreement-not-before-term",
    p."delivered.agreement-not-before-term settled",
    p."delivered.first-agreement-occurred-on-in-time",
    p."delivered.first-agreement-occurred-on-in-time settled",
    p."delivered.first-return",
    p."delivered.first-return settled",
    p."delivered.absent-return",
    p."delivered.agreement-recorded-in-time",
    p."delivered.agreement-recorded-in-time settled",
    p."customers.first-ending",
    p."customers.first-ending settled",
    p."delivered.left-before-conditions",
    p."delivered.left-before-conditions settled",
    p."delivered.conditions-and-stayed",
    p."delivered.conditions-and-stayed settled",
    p."later-recovery.left-before-conditions",
    p."later-recovery.left-before-conditions settled",
    p."later-recovery.conditions-and-stayed",
    p."later-recovery.conditions-and-stayed settled",
    p."still-at-home.left-before-conditions",
    p."still-at-home.left-before-conditions settled",
    p."still-at-home.conditions-and-stayed",
    p."still-at-home.conditions-and-stayed settled",
    p."reablement.first-assessment",
    p."reablement.first-assessment settled",
    p."reablement.first-assessment-way-of-help-test",
    p."reablement.price",
    p."reablement.stayed-until-conditions",
    p."reablement.left-before-conditions settled",
    p."reablement.conditions-and-stayed",
    p."reablement.conditions-and-stayed settled",
    p."reablement.paid-now",
    p."reablement.held-back",
    p."reablement.group-of-line",
    p."reablement.group-of-line settled",
    p."reablement.never-taken-back",
    p."reablement.share-of-line settled",
    p."reablement.released-when",
    p."reablement.released-when settled",
    p."reablement.still-held",
    p."reablement.still-held settled",
    p."by-the-hour.first-assessment-way-of-help-test",
    p."less-help-needed.first-new-plan",
    p."less-help-needed.first-new-plan settled",
    p."less-help-needed.first-plan",
    p."less-help-needed.first-plan settled",
    p."less-help-needed.first-new-plan-weekly-hours-test",
    p."less-help-needed.first-new-plan-weekly-hours-test settled",
    p."less-help-needed.price",
    p."less-help-needed.stayed-until-conditions",
    p."less-help-needed.left-before-conditions settled",
    p."less-help-needed.conditions-and-stayed",
    p."less-help-needed.conditions-and-stayed settled",
    q1."reablement.total-released" AS "reablement.released-of-group",
    greatest(q1."reablement.total-released-exact settled", greatest(p."customers.first-first-visit settled", p."reablement.group-of-line settled")) AS "reablement.released-of-group settled"
  FROM "people 6" p
  LEFT JOIN "provider-and-quarter 7" q1 ON q1.provider = p."customers.first-first-visit-provider" AND q1.period_start = p."reablement.group-of-line"
)
SELECT person, "customers.first-assessment", "customers.first-assessment settled", "customers.joined", "customers.first-first-visit", "customers.first-first-visit settled", "customers.first-first-visit-provider", "delivered.first-first-visit-occurred-on", "delivered.first-agreement", "delivered.first-agreement settled", "delivered.first-agreement id_order", "delivered.first-agreement-present", "delivered.agreement-not-before-term", "delivered.agreement-not-before-term settled", "delivered.first-agreement-occurred-on-in-time", "delivered.first-agreement-occurred-on-in-time settled", "delivered.first-return", "delivered.first-return settled", "delivered.absent-return", "delivered.agreement-recorded-in-time", "delivered.agreement-recorded-in-time settled", "customers.first-ending", "customers.first-ending settled", "delivered.left-before-conditions", "delivered.left-before-conditions settled", "delivered.conditions-and-stayed", "delivered.conditions-and-stayed settled", "later-recovery.left-before-conditions", "later-recovery.left-before-conditions settled", "later-recovery.conditions-and-stayed", "later-recovery.conditions-and-stayed settled", "still-at-home.left-before-conditions", "still-at-home.left-before-conditions settled", "still-at-home.conditions-and-stayed", "still-at-home.conditions-and-stayed settled", "reablement.first-assessment", "reablement.first-assessment settled", "reablement.first-assessment-way-of-help-test", "reablement.price", "reablement.stayed-until-conditions", "reablement.left-before-conditions settled", "reablement.conditions-and-stayed", "reablement.conditions-and-stayed settled", "reablement.paid-now", "reablement.held-back", "reablement.group-of-line", "reablement.group-of-line settled", "reablement.never-taken-back", "reablement.share-of-line settled", "reablement.released-when", "reablement.released-when settled", "reablement.still-held", "reablement.still-held settled", "by-the-hour.first-assessment-way-of-help-test", "less-help-needed.first-new-plan", "less-help-needed.first-new-plan settled", "less-help-needed.first-plan", "less-help-needed.first-plan settled", "less-help-needed.first-new-plan-weekly-hours-test", "less-help-needed.first-new-plan-weekly-hours-test settled", "less-help-needed.price", "less-help-needed.stayed-until-conditions", "less-help-needed.left-before-conditions settled", "less-help-needed.conditions-and-stayed", "less-help-needed.conditions-and-stayed settled", "reablement.released-of-group", "reablement.released-of-group settled"
FROM row_0;

-- reablement.withhold, line 110
CREATE OR REPLACE TABLE "people 9" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."customers.first-assessment",
    p."customers.first-assessment settled",
    p."customers.joined",
    p."customers.first-first-visit",
    p."customers.first-first-visit settled",
    p."customers.first-first-visit-provider",
    p."delivered.first-first-visit-occurred-on",
    p."delivered.first-agreement",
    p."delivered.first-agreement settled",
    p."delivered.first-agreement id_order",
    p."delivered.first-agreement-present",
    p."delivered.agreement-not-before-term",
    p."delivered.agreement-not-before-term settled",
    p."delivered.first-agreement-occurred-on-in-time",
    p."delivered.first-agreement-occurred-on-in-time settled",
    p."delivered.first-return",
    p."delivered.first-return settled",
    p."delivered.absent-return",
    p."delivered.agreement-recorded-in-time",
    p."delivered.agreement-recorded-in-time settled",
    p."customers.first-ending",
    p."customers.first-ending settled",
    p."delivered.left-before-conditions",
    p."delivered.left-before-conditions settled",
    p."delivered.conditions-and-stayed",
    p."delivered.conditions-and-stayed settled",
    p."later-recovery.left-before-conditions",
    p."later-recovery.left-before-conditions settled",
    p."later-recovery.conditions-and-stayed",
    p."later-recovery.conditions-and-stayed settled",
    p."still-at-home.left-before-conditions",
    p."still-at-home.left-before-conditions settled",
    p."still-at-home.conditions-and-stayed",
    p."still-at-home.conditions-and-stayed settled",
    p."reablement.first-assessment",
    p."reablement.first-assessment settled",
    p."reablement.first-assessment-way-of-help-test",
    p."reablement.price",
    p."reablement.stayed-until-conditions",
    p."reablement.left-before-conditions settled",
    p."reablement.conditions-and-stayed",
    p."reablement.conditions-and-stayed settled",
    p."reablement.paid-now",
    p."reablement.held-back",
    p."reablement.group-of-line",
    p."reablement.group-of-line settled",
    p."reablement.never-taken-back",
    p."reablement.share-of-line settled",
    p."reablement.released-when",
    p."reablement.released-when settled",
    p."reablement.still-held",
    p."reablement.still-held settled",
    p."reablement.released-of-group",
    p."reablement.released-of-group settled",
    p."by-the-hour.first-assessment-way-of-help-test",
    p."less-help-needed.first-new-plan",
    p."less-help-needed.first-new-plan settled",
    p."less-help-needed.first-plan",
    p."less-help-needed.first-plan settled",
    p."less-help-needed.first-new-plan-weekly-hours-test",
    p."less-help-needed.first-new-plan-weekly-hours-test settled",
    p."less-help-needed.price",
    p."less-help-needed.stayed-until-conditions",
    p."less-help-needed.left-before-conditions settled",
    p."less-help-needed.conditions-and-stayed",
    p."less-help-needed.conditions-and-stayed settled",
    a1.part AS "reablement.released-part",
    greatest(p."reablement.still-held settled", p."reablement.released-of-group settled") AS "reablement.released-part settled"
  FROM "people 8" p
  LEFT JOIN (
    SELECT row_no, CAST(share + CAST(row_number() OVER (
        PARTITION BY "customers.first-first-visit-provider", "reablement.group-of-line" ORDER BY remainder DESC, ties NULLS FIRST, person
      ) <= amount - sum(share) OVER (PARTITION BY "customers.first-first-visit-provider", "reablement.group-of-line") AS INTEGER) AS BIGINT) AS part
    FROM (
      SELECT person AS row_no, "customers.first-first-visit-provider", "reablement.group-of-line", person, "reablement.released-of-group" AS amount, "delivered.first-agreement id_order" AS ties,
        CASE WHEN whole = 0 THEN 0 ELSE CAST("reablement.released-of-group" AS HUGEINT) * "reablement.still-held" // whole END AS share,
        CASE WHEN whole = 0 THEN 0 ELSE CAST("reablement.released-of-group" AS HUGEINT) * "reablement.still-held" % whole END AS remainder
      FROM (
        SELECT person,
          "customers.first-first-visit-provider",
          "reablement.group-of-line",
          "delivered.first-agreement id_order",
          "reablement.released-of-group",
          "reablement.still-held",
          sum("reablement.still-held") OVER (PARTITION BY "customers.first-first-visit-provider", "reablement.group-of-line") AS whole
        FROM "people 8"
        WHERE "reablement.released-of-group" IS NOT NULL AND "reablement.still-held" IS NOT NULL
      )
    )
  ) a1 ON a1.row_no = p.person
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("reablement.released-part", 0) AS "reablement.released"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "reablement.still-held" - "reablement.released" AS "reablement.not-released",
    greatest("reablement.still-held settled", "reablement.released-part settled") AS "reablement.not-released settled"
  FROM row_1
)
SELECT person, "customers.first-assessment", "customers.first-assessment settled", "customers.joined", "customers.first-first-visit", "customers.first-first-visit settled", "customers.first-first-visit-provider", "delivered.first-first-visit-occurred-on", "delivered.first-agreement", "delivered.first-agreement settled", "delivered.first-agreement id_order", "delivered.first-agreement-present", "delivered.agreement-not-before-term", "delivered.agreement-not-before-term settled", "delivered.first-agreement-occurred-on-in-time", "delivered.first-agreement-occurred-on-in-time settled", "delivered.first-return", "delivered.first-return settled", "delivered.absent-return", "delivered.agreement-recorded-in-time", "delivered.agreement-recorded-in-time settled", "customers.first-ending", "customers.first-ending settled", "delivered.left-before-conditions", "delivered.left-before-conditions settled", "delivered.conditions-and-stayed", "delivered.conditions-and-stayed settled", "later-recovery.left-before-conditions", "later-recovery.left-before-conditions settled", "later-recovery.conditions-and-stayed", "later-recovery.conditions-and-stayed settled", "still-at-home.left-before-conditions", "still-at-home.left-before-conditions settled", "still-at-home.conditions-and-stayed", "still-at-home.conditions-and-stayed settled", "reablement.first-assessment", "reablement.first-assessment settled", "reablement.first-assessment-way-of-help-test", "reablement.price", "reablement.stayed-until-conditions", "reablement.left-before-conditions settled", "reablement.conditions-and-stayed", "reablement.conditions-and-stayed settled", "reablement.paid-now", "reablement.held-back", "reablement.never-taken-back", "reablement.share-of-line settled", "reablement.released-when", "reablement.released-when settled", "by-the-hour.first-assessment-way-of-help-test", "less-help-needed.first-new-plan", "less-help-needed.first-new-plan settled", "less-help-needed.first-plan", "less-help-needed.first-plan settled", "less-help-needed.first-new-plan-weekly-hours-test", "less-help-needed.first-new-plan-weekly-hours-test settled", "less-help-needed.price", "less-help-needed.stayed-until-conditions", "less-help-needed.left-before-conditions settled", "less-help-needed.conditions-and-stayed", "less-help-needed.conditions-and-stayed settled", "reablement.released", "reablement.released-part settled", "reablement.not-released", "reablement.not-released settled"
FROM row_2;

-- reablement.pays, line 108
-- reablement.withhold, line 110
-- reablement.what-is-not-released, line 115
-- less-help-needed.pays, line 127
CREATE OR REPLACE TABLE "people lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  "customers.first-first-visit-provider" AS provider,
  CASE WHEN "reablement.conditions-and-stayed settled" > getvariable('as_at') THEN 'pending' WHEN "reablement.conditions-and-stayed" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "reablement.conditions-and-stayed" AND "reablement.conditions-and-stayed settled" <= getvariable('as_at') THEN "reablement.paid-now" ELSE coalesce("reablement.price", 0) END AS amount,
  CASE WHEN "reablement.conditions-and-stayed" AND "reablement.conditions-and-stayed settled" <= getvariable('as_at') THEN "reablement.conditions-and-stayed settled" END AS earned_on,
  CASE WHEN "reablement.conditions-and-stayed" AND "reablement.conditions-and-stayed settled" <= getvariable('as_at') THEN month_end("reablement.conditions-and-stayed settled") + 30 END AS payable_on
FROM "people 9"
WHERE "customers.joined" AND "customers.first-assessment settled" <= getvariable('as_at') AND (("reablement.conditions-and-stayed" AND "reablement.conditions-and-stayed settled" <= getvariable('as_at') AND coalesce("reablement.paid-now", 0) <> 0)
  OR NOT "reablement.conditions-and-stayed" OR "reablement.conditions-and-stayed settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(1 AS TINYINT) AS rule,
  rowid AS row_no,
  "customers.first-first-visit-provider" AS provider,
  'withheld' AS status,
  "reablement.held-back" AS amount,
  "reablement.conditions-and-stayed settled" AS earned_on,
  CAST(NULL AS INTEGER) AS payable_on
FROM "people 9"
WHERE "customers.joined" AND "customers.first-assessment settled" <= getvariable('as_at') AND ("reablement.conditions-and-stayed" AND "reablement.conditions-and-stayed settled" <= getvariable('as_at') AND coalesce("reablement.held-back", 0) <> 0 AND "reablement.share-of-line settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(2 AS TINYINT) AS rule,
  rowid AS row_no,
  "customers.first-first-visit-provider" AS provider,
  'forfeited' AS status,
  "reablement.not-released" AS amount,
  "reablement.released-when settled" AS earned_on,
  CAST(NULL AS INTEGER) AS payable_on
FROM "people 9"
WHERE "customers.joined" AND "customers.first-assessment settled" <= getvariable('as_at') AND ("reablement.released-when" AND "reablement.released-when settled" <= getvariable('as_at') AND coalesce("reablement.not-released", 0) <> 0)
UNION ALL
SELECT
  CAST(3 AS TINYINT) AS rule,
  rowid AS row_no,
  "customers.first-first-visit-provider" AS provider,
  'released' AS status,
  "reablement.released" AS amount,
  "reablement.released-when settled" AS earned_on,
  month_end("reablement.released-when settled") + 30 AS payable_on
FROM "people 9"
WHERE "customers.joined" AND "customers.first-assessment settled" <= getvariable('as_at') AND ("reablement.released-when" AND "reablement.released-when settled" <= getvariable('as_at') AND coalesce("reablement.released", 0) <> 0)
UNION ALL
SELECT
  CAST(5 AS TINYINT) AS rule,
  rowid AS row_no,
  "customers.first-first-visit-provider" AS provider,
  CASE WHEN "less-help-needed.conditions-and-stayed settled" > getvariable('as_at') THEN 'pending' WHEN "less-help-needed.conditions-and-stayed" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "less-help-needed.conditions-and-stayed" AND "less-help-needed.conditions-and-stayed settled" <= getvariable('as_at') THEN "less-help-needed.price" ELSE coalesce("less-help-needed.price", 0) END AS amount,
  CASE WHEN "less-help-needed.conditions-and-stayed" AND "less-help-needed.conditions-and-stayed settled" <= getvariable('as_at') THEN "less-help-needed.conditions-and-stayed settled" END AS earned_on,
  CASE WHEN "less-help-needed.conditions-and-stayed" AND "less-help-needed.conditions-and-stayed settled" <= getvariable('as_at') THEN month_end("less-help-needed.conditions-and-stayed settled") + 30 END AS payable_on
FROM "people 9"
WHERE "customers.joined" AND "customers.first-assessment settled" <= getvariable('as_at') AND (("less-help-needed.conditions-and-stayed" AND "less-help-needed.conditions-and-stayed settled" <= getvariable('as_at') AND coalesce("less-help-needed.price", 0) <> 0)
  OR NOT "less-help-needed.conditions-and-stayed" OR "less-help-needed.conditions-and-stayed settled" > getvariable('as_at'));

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "people lines"
UNION ALL SELECT * FROM "each-visit lines"
UNION ALL SELECT * FROM "periods:ongoing-support lines";

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0, 3, 4, 5, 6, 1, 2));

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat(CASE WHEN d.rule IN (0, 1, 2, 3) THEN 'reablement/' WHEN d.rule IN (5) THEN 'less-help-needed/' END, in_person(p.person), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE CASE WHEN d.rule IN (0, 5) THEN 'payable' WHEN d.rule IN (1) THEN 'withheld' WHEN d.rule IN (2) THEN 'forfeited' WHEN d.rule IN (3) THEN 'released' END END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  CASE WHEN d.rule IN (0, 1, 2, 3) THEN 'reablement' WHEN d.rule IN (5) THEN 'less-help-needed' END AS payment,
  CASE WHEN d.rule IN (0) THEN 108 WHEN d.rule IN (1, 3) THEN 110 WHEN d.rule IN (2) THEN 115 WHEN d.rule IN (5) THEN 127 END AS clause,
  d.provider AS provider,
  p.person AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  CASE WHEN d.rule IN (0, 1, 2, 3) THEN array_to_string(list_sort([p."customers.first-assessment", p."customers.first-first-visit", p."delivered.first-agreement", p."delivered.first-return", p."customers.first-ending", CASE WHEN p."reablement.first-assessment" IS DISTINCT FROM p."customers.first-assessment" THEN p."reablement.first-assessment" END]), chr(31)) WHEN d.rule IN (5) THEN array_to_string(list_sort([p."customers.first-assessment", p."customers.first-first-visit", p."delivered.first-agreement", p."delivered.first-return", p."customers.first-ending", CASE WHEN p."reablement.first-assessment" IS DISTINCT FROM p."customers.first-assessment" THEN p."reablement.first-assessment" END, p."less-help-needed.first-new-plan", p."less-help-needed.first-plan"]), chr(31)) END AS because,
  CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."customers.first-assessment settled" > getvariable('as_at') THEN 'the first assessment where the assessment is during the term' WHEN p."delivered.first-agreement settled" > getvariable('as_at') THEN 'the first agreement where the agreement is on or after the first first-visit' WHEN p."delivered.agreement-not-before-term settled" > getvariable('as_at') THEN 'the agreement is on or after 1 April 2027' WHEN p."delivered.first-agreement-occurred-on-in-time settled" > getvariable('as_at') THEN 'the agreement is within 8 weeks after the first first-visit' WHEN p."delivered.first-return settled" > getvariable('as_at') THEN 'no return is within 28 days after the agreement' WHEN p."delivered.agreement-recorded-in-time settled" > getvariable('as_at') THEN 'the agreement is recorded within 28 days' WHEN p."reablement.first-assessment settled" > getvariable('as_at') THEN 'way-of-help at the first assessment is recovery' WHEN p."reablement.left-before-conditions settled" > getvariable('as_at') THEN 'the person is not set aside on an ending where reason is one of moved-away, died' END, ', by ', iso(p."reablement.conditions-and-stayed settled")) END WHEN d.rule IN (1) THEN CASE WHEN d.status = 'withheld' THEN concat('delivery-rate of the quarter of the first first-visit, by ', iso(p."reablement.share-of-line settled")) END WHEN d.rule IN (2, 3) THEN CAST(NULL AS VARCHAR) WHEN d.rule IN (5) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."customers.first-assessment settled" > getvariable('as_at') THEN 'the first assessment where the assessment is during the term' WHEN p."delivered.first-agreement settled" > getvariable('as_at') THEN 'the first agreement where the agreement is on or after the first first-visit' WHEN p."delivered.agreement-not-before-term settled" > getvariable('as_at') THEN 'the agreement is on or after 1 April 2027' WHEN p."delivered.first-agreement-occurred-on-in-time settled" > getvariable('as_at') THEN 'the agreement is within 8 weeks after the first first-visit' WHEN p."delivered.first-return settled" > getvariable('as_at') THEN 'no return is within 28 days after the agreement' WHEN p."delivered.agreement-recorded-in-time settled" > getvariable('as_at') THEN 'the agreement is recorded within 28 days' WHEN p."reablement.first-assessment settled" > getvariable('as_at') THEN 'way-of-help at the first assessment is by-the-hour' WHEN p."less-help-needed.first-new-plan-weekly-hours-test settled" > getvariable('as_at') THEN 'weekly-hours at the first new-plan is less than weekly-hours at the first plan' WHEN p."less-help-needed.left-before-conditions settled" > getvariable('as_at') THEN 'the person is not set aside on an ending where reason is one of moved-away, died' END, ', by ', iso(p."less-help-needed.conditions-and-stayed settled")) END END AS awaiting,
  CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."customers.joined" AND p."customers.first-assessment settled" = p."reablement.conditions-and-stayed settled" THEN 'the first assessment where the assessment is during the term' WHEN NOT p."delivered.first-agreement-present" AND p."delivered.first-agreement settled" = p."reablement.conditions-and-stayed settled" THEN 'the first agreement where the agreement is on or after the first first-visit' WHEN NOT p."delivered.agreement-not-before-term" AND p."delivered.agreement-not-before-term settled" = p."reablement.conditions-and-stayed settled" THEN 'the agreement is on or after 1 April 2027' WHEN NOT p."delivered.first-agreement-occurred-on-in-time" AND p."delivered.first-agreement-occurred-on-in-time settled" = p."reablement.conditions-and-stayed settled" THEN 'the agreement is within 8 weeks after the first first-visit' WHEN NOT p."delivered.absent-return" AND p."delivered.first-return settled" = p."reablement.conditions-and-stayed settled" THEN 'no return is within 28 days after the agreement' WHEN NOT p."delivered.agreement-recorded-in-time" AND p."delivered.agreement-recorded-in-time settled" = p."reablement.conditions-and-stayed settled" THEN 'the agreement is recorded within 28 days' WHEN NOT p."reablement.first-assessment-way-of-help-test" AND p."reablement.first-assessment settled" = p."reablement.conditions-and-stayed settled" THEN 'way-of-help at the first assessment is recovery' WHEN NOT p."reablement.stayed-until-conditions" AND p."reablement.left-before-conditions settled" = p."reablement.conditions-and-stayed settled" THEN 'the person is not set aside on an ending where reason is one of moved-away, died' END) END WHEN d.rule IN (1) THEN CAST(NULL AS VARCHAR) WHEN d.rule IN (2) THEN CASE WHEN d.status = 'forfeited' THEN 'not released by delivery-rate of the quarter of the first first-visit' END WHEN d.rule IN (3) THEN CASE WHEN d.status = 'released' THEN 'delivery-rate of the quarter of the first first-visit' END WHEN d.rule IN (5) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."customers.joined" AND p."customers.first-assessment settled" = p."less-help-needed.conditions-and-stayed settled" THEN 'the first assessment where the assessment is during the term' WHEN NOT p."delivered.first-agreement-present" AND p."delivered.first-agreement settled" = p."less-help-needed.conditions-and-stayed settled" THEN 'the first agreement where the agreement is on or after the first first-visit' WHEN NOT p."delivered.agreement-not-before-term" AND p."delivered.agreement-not-before-term settled" = p."less-help-needed.conditions-and-stayed settled" THEN 'the agreement is on or after 1 April 2027' WHEN NOT p."delivered.first-agreement-occurred-on-in-time" AND p."delivered.first-agreement-occurred-on-in-time settled" = p."less-help-needed.conditions-and-stayed settled" THEN 'the agreement is within 8 weeks after the first first-visit' WHEN NOT p."delivered.absent-return" AND p."delivered.first-return settled" = p."less-help-needed.conditions-and-stayed settled" THEN 'no return is within 28 days after the agreement' WHEN NOT p."delivered.agreement-recorded-in-time" AND p."delivered.agreement-recorded-in-time settled" = p."less-help-needed.conditions-and-stayed settled" THEN 'the agreement is recorded within 28 days' WHEN NOT p."by-the-hour.first-assessment-way-of-help-test" AND p."reablement.first-assessment settled" = p."less-help-needed.conditions-and-stayed settled" THEN 'way-of-help at the first assessment is by-the-hour' WHEN NOT p."less-help-needed.first-new-plan-weekly-hours-test" AND p."less-help-needed.first-new-plan-weekly-hours-test settled" = p."less-help-needed.conditions-and-stayed settled" THEN 'weekly-hours at the first new-plan is less than weekly-hours at the first plan' WHEN NOT p."less-help-needed.stayed-until-conditions" AND p."less-help-needed.left-before-conditions settled" = p."less-help-needed.conditions-and-stayed settled" THEN 'the person is not set aside on an ending where reason is one of moved-away, died' END) END END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "people 9" p ON p.rowid = d.row_no 
WHERE d.rule IN (0, 1, 2, 3, 5)
UNION ALL
SELECT concat('by-the-hour/', CASE WHEN p.person = '' THEN '' ELSE in_person(p.person) || '/' END, in_person(p.event_id), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'by-the-hour' AS payment,
  120 AS clause,
  d.provider AS provider,
  nullif(p.person, '') AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort([p."customers.first-assessment", p."customers.first-first-visit", p."customers.first-ending", CASE WHEN p."reablement.first-assessment" IS DISTINCT FROM p."customers.first-assessment" THEN p."reablement.first-assessment" END, p."by-the-hour.own-visit"]), chr(31)) AS because,
  CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."customers.joined-for-each-visit settled" > getvariable('as_at') THEN 'the first assessment where the assessment is during the term' WHEN p."by-the-hour.own-visit settled" > getvariable('as_at') THEN 'the visit' WHEN p."by-the-hour.visit-not-before-term settled" > getvariable('as_at') THEN 'the visit is on or after 1 April 2027' WHEN p."by-the-hour.first-assessment-way-of-help-test-for-each-visit settled" > getvariable('as_at') THEN 'way-of-help at the first assessment is by-the-hour' WHEN p."by-the-hour.own-visit-occurred-on-in-time settled" > getvariable('as_at') THEN 'the visit is within 6 weeks after the first first-visit' WHEN p."by-the-hour.own-visit settled" > getvariable('as_at') THEN 'the amount can be worked out' WHEN p."by-the-hour.left-before-conditions settled" > getvariable('as_at') THEN 'the person is not set aside on an ending where reason is one of moved-away, died' END, ', by ', iso(p."by-the-hour.conditions-and-stayed settled")) END AS awaiting,
  CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."customers.joined-for-each-visit" AND p."customers.joined-for-each-visit settled" = p."by-the-hour.conditions-and-stayed settled" THEN 'the first assessment where the assessment is during the term' WHEN NOT p."by-the-hour.visit-there" AND p."by-the-hour.own-visit settled" = p."by-the-hour.conditions-and-stayed settled" THEN 'the visit' WHEN NOT p."by-the-hour.visit-not-before-term" AND p."by-the-hour.visit-not-before-term settled" = p."by-the-hour.conditions-and-stayed settled" THEN 'the visit is on or after 1 April 2027' WHEN NOT p."by-the-hour.first-assessment-way-of-help-test-for-each-visit" AND p."by-the-hour.first-assessment-way-of-help-test-for-each-visit settled" = p."by-the-hour.conditions-and-stayed settled" THEN 'way-of-help at the first assessment is by-the-hour' WHEN NOT p."by-the-hour.own-visit-occurred-on-in-time" AND p."by-the-hour.own-visit-occurred-on-in-time settled" = p."by-the-hour.conditions-and-stayed settled" THEN 'the visit is within 6 weeks after the first first-visit' WHEN NOT p."by-the-hour.amount-known" AND p."by-the-hour.own-visit settled" = p."by-the-hour.conditions-and-stayed settled" THEN 'the amount can be worked out' WHEN NOT p."by-the-hour.stayed-until-conditions" AND p."by-the-hour.left-before-conditions settled" = p."by-the-hour.conditions-and-stayed settled" THEN 'the person is not set aside on an ending where reason is one of moved-away, died' END) END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "each-visit 2" p ON p.rowid = d.row_no 
WHERE d.rule IN (4)
UNION ALL
SELECT concat('ongoing-support/', in_person(p.person), '/', in_person(p.event_id), '/', iso(p.period_start), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'ongoing-support' AS payment,
  141 AS clause,
  d.provider AS provider,
  p.person AS person,
  concat(iso(p.period_start), '/', iso(p."ongoing-support.period-end")) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort(list_distinct([p."customers.first-assessment", p."customers.first-ending", p.event_id, CASE WHEN p."ongoing-support.decides-period-end" IS DISTINCT FROM p.event_id THEN p."ongoing-support.decides-period-end" END])), chr(31)) AS because,
  CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."customers.joined-for-periods-ongoing-support settled" > getvariable('as_at') THEN 'the first assessment where the assessment is during the term' WHEN p."ongoing-support.period-start-in-time settled" > getvariable('as_at') THEN 'the period has begun' WHEN p."ongoing-support.covers-period-end settled" > getvariable('as_at') THEN 'the whole period of 1 week of ongoing-care' WHEN p."ongoing-support.period-end-in-time settled" > getvariable('as_at') THEN 'the period is on or after 1 April 2027' WHEN p."weekly-price.spell-level-for-periods-ongoing-support settled" > getvariable('as_at') THEN 'the amount can be worked out' WHEN p."ongoing-support.left-before-conditions settled" > getvariable('as_at') THEN 'the person is not set aside on an ending where reason is one of moved-away, died' END, ', by ', iso(p."ongoing-support.conditions-and-stayed settled")) END AS awaiting,
  CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."customers.joined-for-periods-ongoing-support" AND p."customers.joined-for-periods-ongoing-support settled" = p."ongoing-support.conditions-and-stayed settled" THEN 'the first assessment where the assessment is during the term' WHEN NOT p."ongoing-support.period-start-in-time" AND p."ongoing-support.period-start-in-time settled" = p."ongoing-support.conditions-and-stayed settled" THEN 'the period has begun' WHEN NOT p."ongoing-support.covers-period-end" AND p."ongoing-support.covers-period-end settled" = p."ongoing-support.conditions-and-stayed settled" THEN 'the whole period of 1 week of ongoing-care' WHEN NOT p."ongoing-support.period-end-in-time" AND p."ongoing-support.period-end-in-time settled" = p."ongoing-support.conditions-and-stayed settled" THEN 'the period is on or after 1 April 2027' WHEN NOT p."ongoing-support.amount-known" AND p."weekly-price.spell-level-for-periods-ongoing-support settled" = p."ongoing-support.conditions-and-stayed settled" THEN 'the amount can be worked out' WHEN NOT p."ongoing-support.stayed-until-conditions" AND p."ongoing-support.left-before-conditions settled" = p."ongoing-support.conditions-and-stayed settled" THEN 'the person is not set aside on an ending where reason is one of moved-away, died' END) END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "periods:ongoing-support 3" p ON p.rowid = d.row_no 
WHERE d.rule IN (6);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
