-- Children immunised: what is paid, worked out from a log of events.
-- Made from immunisation-targets (sha256:d3ac3c7a5694d3f574ace41118139013e9bde23ae538f7abf890a73a779c6ac6).
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
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  
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

-- Picked from: second-birthday, course-complete.
CREATE OR REPLACE TABLE picked_event AS
SELECT event, event_id, id_order, person, provider, occurred_on, recorded_on
FROM event WHERE event IN ('second-birthday', 'course-complete');

-- children.joins-on, line 24: the first second-birthday
-- children.belongs-to, line 25: the first second-birthday
-- immunised.achieved-on, line 29: the first course-complete
-- immunised.achieved-on, line 29: the course-complete is on or after 1 April 2026
-- immunised.when, line 30: the first second-birthday
-- immunised.when, line 30: the course-complete is on or before the first second-birthday
-- immunised, line 27
-- immunised-rate.counts, line 35
-- immunised-rate.counts, line 35: the first second-birthday
-- immunised-rate.is, line 36
CREATE OR REPLACE TABLE "people 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."children.first-second-birthday event".event_id AS "children.first-second-birthday",
    CASE WHEN p."children.first-second-birthday event" IS NULL THEN least(740071, 740099) ELSE p."children.first-second-birthday event".occurred_on END AS "children.first-second-birthday settled",
    p."children.first-second-birthday-2 event".event_id AS "children.first-second-birthday-2",
    CASE WHEN p."children.first-second-birthday-2 event" IS NULL THEN 740099 ELSE p."children.first-second-birthday-2 event".occurred_on END AS "children.first-second-birthday-2 settled",
    p."children.first-second-birthday-2 event"."occurred_on" AS "children.first-second-birthday-2 occurred_on",
    p."children.first-second-birthday-2 event"."provider" AS "children.first-second-birthday-2 provider",
    p."immunised.first-course-complete event".event_id AS "immunised.first-course-complete",
    CASE WHEN p."immunised.first-course-complete event" IS NULL THEN 740099 ELSE p."immunised.first-course-complete event".occurred_on END AS "immunised.first-course-complete settled",
    p."immunised.first-course-complete event"."occurred_on" AS "immunised.first-course-complete occurred_on"
  FROM (
    SELECT
      e.person,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'second-birthday' AND e.occurred_on <= 740071) AS "children.first-second-birthday event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "provider": e."provider"}) FILTER (WHERE e.event = 'second-birthday') AS "children.first-second-birthday-2 event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'course-complete') AS "immunised.first-course-complete event"
    FROM event e
    GROUP BY e.person
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "children.first-second-birthday" IS NOT NULL AS "children.joined",
    "children.first-second-birthday-2 provider" AS "children.first-second-birthday-2-provider",
    "immunised.first-course-complete" IS NOT NULL AS "immunised.first-course-complete-present",
    "immunised.first-course-complete occurred_on" AS "immunised.first-course-complete-occurred-on",
    "children.first-second-birthday-2 occurred_on" AS "immunised.first-second-birthday-2-occurred-on"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("immunised.first-course-complete-occurred-on" >= 739707, false) AS "immunised.course-complete-not-before-term",
    CASE WHEN "immunised.first-course-complete-occurred-on" IS NULL THEN least("immunised.first-course-complete settled", 740099) ELSE greatest("immunised.first-course-complete-occurred-on", "immunised.first-course-complete settled") END AS "immunised.course-complete-not-before-term settled",
    coalesce("immunised.first-course-complete-occurred-on" <= "immunised.first-second-birthday-2-occurred-on", false) AS "immunised.first-course-complete-occurred-on-in-time",
    CASE WHEN "immunised.first-second-birthday-2-occurred-on" IS NULL THEN "children.first-second-birthday-2 settled" WHEN "immunised.first-course-complete-occurred-on" IS NULL THEN greatest(least("immunised.first-course-complete settled", least("immunised.first-second-birthday-2-occurred-on", 740099)), "children.first-second-birthday-2 settled") WHEN "immunised.first-course-complete-occurred-on" > "immunised.first-second-birthday-2-occurred-on" THEN greatest(least("immunised.first-second-birthday-2-occurred-on", 740099), "children.first-second-birthday-2 settled") ELSE greatest("immunised.first-course-complete-occurred-on", "immunised.first-course-complete settled", "children.first-second-birthday-2 settled") END AS "immunised.first-course-complete-occurred-on-in-time settled",
    year_start("immunised.first-second-birthday-2-occurred-on") AS "immunised-rate.first-second-birthday-2-occurred-on-year-start",
    "immunised.first-second-birthday-2-occurred-on" IS NOT NULL AS "immunised-rate.first-second-birthday-2-occurred-on-present"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "children.joined" AND "immunised.first-course-complete-present" AND "immunised.course-complete-not-before-term" AND "immunised.first-course-complete-occurred-on-in-time" AS "immunised.conditions",
    CASE WHEN "children.joined" AND "immunised.first-course-complete-present" AND "immunised.course-complete-not-before-term" AND "immunised.first-course-complete-occurred-on-in-time" THEN greatest("children.first-second-birthday settled", "immunised.first-course-complete settled", "immunised.course-complete-not-before-term settled", "immunised.first-course-complete-occurred-on-in-time settled") ELSE least(CASE WHEN NOT "children.joined" THEN "children.first-second-birthday settled" END, CASE WHEN NOT "immunised.first-course-complete-present" THEN "immunised.first-course-complete settled" END, CASE WHEN NOT "immunised.course-complete-not-before-term" THEN "immunised.course-complete-not-before-term settled" END, CASE WHEN NOT "immunised.first-course-complete-occurred-on-in-time" THEN "immunised.first-course-complete-occurred-on-in-time settled" END) END AS "immunised.conditions settled",
    CASE WHEN "children.joined" THEN "immunised-rate.first-second-birthday-2-occurred-on-year-start" END AS "immunised-rate.year-of-members",
    greatest("children.first-second-birthday-2 settled", "children.first-second-birthday settled") AS "immunised-rate.year-of-members settled",
    "children.joined" AND "immunised-rate.first-second-birthday-2-occurred-on-present" AS "immunised-rate.counted",
    CASE WHEN "children.joined" AND "immunised-rate.first-second-birthday-2-occurred-on-present" THEN greatest("children.first-second-birthday settled", "children.first-second-birthday-2 settled") ELSE least(CASE WHEN NOT "children.joined" THEN "children.first-second-birthday settled" END, CASE WHEN NOT "immunised-rate.first-second-birthday-2-occurred-on-present" THEN "children.first-second-birthday-2 settled" END) END AS "immunised-rate.counted settled"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "immunised-rate.counted" AND "immunised.conditions" AS "immunised-rate.achieved",
    CASE WHEN "immunised-rate.counted" AND "immunised.conditions" THEN greatest("immunised-rate.counted settled", "immunised.conditions settled") ELSE least(CASE WHEN NOT "immunised-rate.counted" THEN "immunised-rate.counted settled" END, CASE WHEN NOT "immunised.conditions" THEN "immunised.conditions settled" END) END AS "immunised-rate.achieved settled"
  FROM row_3
)
SELECT person, "children.joined", "children.first-second-birthday settled", "children.first-second-birthday-2-provider", "children.first-second-birthday-2 settled", "immunised.first-second-birthday-2-occurred-on", "immunised.conditions", "immunised.conditions settled", "immunised-rate.year-of-members", "immunised-rate.year-of-members settled", "immunised-rate.counted", "immunised-rate.counted settled", "immunised-rate.achieved", "immunised-rate.achieved settled"
FROM row_4;

-- target-payment.pays, line 41: the start of the year
-- immunisation-targets.term, line 6: the start of the year
-- target-payment.pays, line 41: the end of the year
-- immunisation-targets.term, line 6: the end of the year
CREATE OR REPLACE TABLE "provider-and-year 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end
  FROM (
    SELECT provider, period_start, period_end
    FROM (VALUES ('first-practice'), ('second-practice')) s (provider), (VALUES
      (739707, 740071),
      (740072, 740099)
    ) t (period_start, period_end)
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    period_start AS "target-payment.year-start",
    period_end AS "target-payment.year-end"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("target-payment.year-start" <= 740071, false) AS "immunisation-targets.start-has-come",
    CASE WHEN "target-payment.year-start" IS NULL THEN least(0, least(740071, 740099)) WHEN "target-payment.year-start" > 740071 THEN least(740071, 740099) ELSE "target-payment.year-start" END AS "immunisation-targets.start-has-come settled",
    "target-payment.year-end" IS NOT NULL AS "immunisation-targets.end-has-come",
    CASE WHEN "target-payment.year-end" IS NULL THEN least(0, 740099) ELSE "target-payment.year-end" END AS "immunisation-targets.end-has-come settled"
  FROM row_1
)
SELECT provider, period_start, period_end, "immunisation-targets.start-has-come", "immunisation-targets.start-has-come settled", "immunisation-targets.end-has-come", "immunisation-targets.end-has-come settled"
FROM row_2;

-- immunised-rate, line 33
CREATE OR REPLACE TABLE "provider-and-year 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end,
    p."immunisation-targets.start-has-come",
    p."immunisation-targets.start-has-come settled",
    p."immunisation-targets.end-has-come",
    p."immunisation-targets.end-has-come settled",
    coalesce(g1."immunised-rate.people-achieved", 0) AS "immunised-rate.people-achieved",
    greatest(p.period_end, g1."immunised-rate.people-achieved settled") AS "immunised-rate.people-achieved settled",
    coalesce(g1."immunised-rate.people-counted", 0) AS "immunised-rate.people-counted",
    greatest(p.period_end, g1."immunised-rate.people-counted settled") AS "immunised-rate.people-counted settled"
  FROM "provider-and-year 1" p
  LEFT JOIN (
    SELECT "children.first-second-birthday-2-provider" AS provider,
      "immunised-rate.year-of-members" AS period_start,
      count(*) FILTER (WHERE "immunised-rate.achieved") AS "immunised-rate.people-achieved",
      max("immunised-rate.achieved settled") FILTER (WHERE "immunised-rate.achieved" IS NOT NULL) AS "immunised-rate.people-achieved settled",
      count(*) FILTER (WHERE "immunised-rate.counted") AS "immunised-rate.people-counted",
      max("immunised-rate.counted settled") FILTER (WHERE "immunised-rate.counted" IS NOT NULL) AS "immunised-rate.people-counted settled"
    FROM "people 1"
    WHERE true AND "children.first-second-birthday-2-provider" IS NOT NULL AND "immunised-rate.year-of-members" IS NOT NULL
    GROUP BY ALL
  ) g1 ON g1.provider = p.provider AND g1.period_start = p.period_start
)
SELECT provider, period_start, period_end, "immunisation-targets.start-has-come", "immunisation-targets.start-has-come settled", "immunisation-targets.end-has-come", "immunisation-targets.end-has-come settled", "immunised-rate.people-achieved", "immunised-rate.people-achieved settled", "immunised-rate.people-counted", "immunised-rate.people-counted settled"
FROM row_0;

-- immunised-rate, line 33: immunised-rate
-- target-payment.pays, line 41: a price in the table
-- target-payment.pays, line 41: the amount can be worked out
-- target-payment, line 40
CREATE OR REPLACE TABLE "provider-and-year 3" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end,
    p."immunised-rate.people-achieved",
    p."immunised-rate.people-achieved settled",
    p."immunised-rate.people-counted",
    p."immunised-rate.people-counted settled",
    p."immunisation-targets.start-has-come",
    p."immunisation-targets.start-has-come settled",
    p."immunisation-targets.end-has-come",
    p."immunisation-targets.end-has-come settled",
    m1.achieved AS "immunised-rate.ratio",
    m1.settled AS "immunised-rate.ratio settled",
    m1.counted AS "immunised-rate.ratio under",
    m1.group_start AS "immunised-rate.group",
    m1.settled AS "immunised-rate.group settled"
  FROM "provider-and-year 2" p
  LEFT JOIN (
    SELECT provider, period_start, period_start AS group_start,
      CASE WHEN "immunised-rate.people-counted" >= 1 THEN "immunised-rate.people-achieved" END AS achieved,
      CASE WHEN "immunised-rate.people-counted" >= 1 THEN "immunised-rate.people-counted" END AS counted,
      greatest("immunised-rate.people-achieved settled", "immunised-rate.people-counted settled") AS settled
    FROM "provider-and-year 2"
  ) m1 ON m1.provider = p.provider AND m1.period_start = p.period_start
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    CAST(CASE WHEN "immunised-rate.ratio" * 10000 < 7000 * "immunised-rate.ratio under" THEN 0 WHEN "immunised-rate.ratio" * 10000 >= 7000 * "immunised-rate.ratio under" AND "immunised-rate.ratio" * 10000 < 9000 * "immunised-rate.ratio under" THEN 91000 WHEN "immunised-rate.ratio" * 10000 >= 9000 * "immunised-rate.ratio under" THEN 273000 END AS BIGINT) AS "target-payment.price"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "target-payment.price" IS NOT NULL AS "target-payment.amount-known"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "immunisation-targets.start-has-come" AND "immunisation-targets.end-has-come" AND "target-payment.amount-known" AS "target-payment.conditions",
    CASE WHEN "immunisation-targets.start-has-come" AND "immunisation-targets.end-has-come" AND "target-payment.amount-known" THEN greatest("immunisation-targets.start-has-come settled", "immunisation-targets.end-has-come settled", "immunised-rate.ratio settled") ELSE least(CASE WHEN NOT "immunisation-targets.start-has-come" THEN "immunisation-targets.start-has-come settled" END, CASE WHEN NOT "immunisation-targets.end-has-come" THEN "immunisation-targets.end-has-come settled" END, CASE WHEN NOT "target-payment.amount-known" THEN "immunised-rate.ratio settled" END) END AS "target-payment.conditions settled"
  FROM row_2
)
SELECT provider, period_start, period_end, "immunised-rate.people-achieved", "immunised-rate.people-achieved settled", "immunised-rate.people-counted", "immunised-rate.people-counted settled", "immunisation-targets.start-has-come", "immunisation-targets.start-has-come settled", "immunisation-targets.end-has-come", "immunisation-targets.end-has-come settled", "immunised-rate.ratio", "immunised-rate.ratio settled", "immunised-rate.ratio under", "immunised-rate.group", "immunised-rate.group settled", "target-payment.price", "target-payment.amount-known", "target-payment.conditions", "target-payment.conditions settled"
FROM row_3;

-- target-payment.pays, line 41
CREATE OR REPLACE TABLE "provider-and-year lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  provider AS provider,
  CASE WHEN "target-payment.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "target-payment.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "target-payment.conditions" AND "target-payment.conditions settled" <= getvariable('as_at') THEN "target-payment.price" ELSE coalesce("target-payment.price", 0) END AS amount,
  CASE WHEN "target-payment.conditions" AND "target-payment.conditions settled" <= getvariable('as_at') THEN "target-payment.conditions settled" END AS earned_on,
  CASE WHEN "target-payment.conditions" AND "target-payment.conditions settled" <= getvariable('as_at') THEN "target-payment.conditions settled" + 30 END AS payable_on
FROM "provider-and-year 3"
WHERE "immunisation-targets.start-has-come" AND "immunisation-targets.start-has-come settled" <= getvariable('as_at') AND (("target-payment.conditions" AND "target-payment.conditions settled" <= getvariable('as_at') AND coalesce("target-payment.price", 0) <> 0)
  OR NOT "target-payment.conditions" OR "target-payment.conditions settled" > getvariable('as_at'));

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "provider-and-year lines";

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0));

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat('target-payment/', p.provider, '/', iso(p.period_start), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'target-payment' AS payment,
  41 AS clause,
  d.provider AS provider,
  CAST(NULL AS VARCHAR) AS person,
  concat(iso(p.period_start), '/', iso(year_end(p.period_start))) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  CAST(NULL AS VARCHAR) AS because,
  CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."immunisation-targets.start-has-come settled" > getvariable('as_at') THEN 'the start of the year' WHEN p."immunisation-targets.end-has-come settled" > getvariable('as_at') THEN 'the end of the year' WHEN p."immunised-rate.ratio settled" > getvariable('as_at') THEN 'the amount can be worked out' END, ', by ', iso(p."target-payment.conditions settled")) END AS awaiting,
  CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."immunisation-targets.start-has-come" AND p."immunisation-targets.start-has-come settled" = p."target-payment.conditions settled" THEN 'the start of the year' WHEN NOT p."immunisation-targets.end-has-come" AND p."immunisation-targets.end-has-come settled" = p."target-payment.conditions settled" THEN 'the end of the year' WHEN NOT p."target-payment.amount-known" AND p."immunised-rate.ratio settled" = p."target-payment.conditions settled" THEN 'the amount can be worked out' END) END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "provider-and-year 3" p ON p.rowid = d.row_no 
WHERE d.rule IN (0);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
