-- Hospital value-based purchasing, 2024: what is paid, worked out from a log of events.
-- Made from value-based-purchasing (sha256:11fa18acaaee502239b949037732bb27dbad6faea6bb41f64881809bb7e38251).
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
CREATE OR REPLACE MACRO quarter_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 10 + 12) % 3) AS DATE));
CREATE OR REPLACE MACRO quarter_end(d) AS as_day(CAST(as_date(quarter_start(d)) + to_months(3) AS DATE)) - 1;
CREATE OR REPLACE MACRO year_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 10 + 12) % 12) AS DATE));
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
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "billionths", CAST(NULL AS VARCHAR) AS "base", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  CAST(CAST(nullif(CAST("billionths" AS VARCHAR), '') AS DECIMAL(24, 0)) * 1 AS BIGINT) AS "billionths",
  CAST(CAST(nullif(CAST("base" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "base",
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

-- Picked from: .
CREATE OR REPLACE TABLE picked_event AS
SELECT event, event_id, id_order, person, provider, occurred_on, recorded_on
FROM event WHERE event IN (NULL);

-- quality-share.pays, line 90: the start of the year
-- value-based-purchasing.term, line 7: the start of the year
-- quality-share.pays, line 90: the end of the year
-- value-based-purchasing.term, line 7: the end of the year
-- base-payment.is, line 83: the total of base at each base-recorded
-- clinical-outcomes.is, line 50: the highest of billionths at each clinical-outcomes-judged
-- mean-score.is, line 66: clinical-outcomes is known
-- engagement.is, line 54: the highest of billionths at each engagement-judged
-- mean-score.is, line 66: engagement is known
-- safety.is, line 58: the highest of billionths at each safety-judged
-- mean-score.is, line 66: safety is known
-- efficiency.is, line 62: the highest of billionths at each efficiency-judged
-- mean-score.is, line 66: efficiency is known
-- mean-score.is, line 66
-- total-score.is, line 78
-- total-score.rounding, line 79
-- total-score.rounding, line 79: total-score
-- quality-share.shared, line 91
CREATE OR REPLACE TABLE "provider-and-year 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end,
    coalesce(g1."base-payment.total-base", 0) AS "base-payment.total-base",
    greatest(p.period_end, g1."base-payment.total-base settled") AS "base-payment.total-base settled",
    g1."base-payment.total-base ids" AS "base-payment.total-base ids",
    g2."clinical-outcomes.highest-billionths" AS "clinical-outcomes.highest-billionths",
    greatest(p.period_end, g2."clinical-outcomes.highest-billionths settled") AS "clinical-outcomes.highest-billionths settled",
    g2."clinical-outcomes.highest-billionths ids" AS "clinical-outcomes.highest-billionths ids",
    g3."engagement.highest-billionths" AS "engagement.highest-billionths",
    greatest(p.period_end, g3."engagement.highest-billionths settled") AS "engagement.highest-billionths settled",
    g3."engagement.highest-billionths ids" AS "engagement.highest-billionths ids",
    g4."safety.highest-billionths" AS "safety.highest-billionths",
    greatest(p.period_end, g4."safety.highest-billionths settled") AS "safety.highest-billionths settled",
    g4."safety.highest-billionths ids" AS "safety.highest-billionths ids",
    g5."efficiency.highest-billionths" AS "efficiency.highest-billionths",
    greatest(p.period_end, g5."efficiency.highest-billionths settled") AS "efficiency.highest-billionths settled",
    g5."efficiency.highest-billionths ids" AS "efficiency.highest-billionths ids"
  FROM (
    SELECT provider, period_start, period_end
    FROM (VALUES ('first-hospital'), ('second-hospital'), ('third-hospital')) s (provider), (VALUES
      (738794, 739159),
      (739160, 739341)
    ) t (period_start, period_end)
  ) p
  LEFT JOIN (
    SELECT e."provider" AS provider,
      (year_start(e."occurred_on")) AS period_start,
      CAST(sum(e."base") AS BIGINT) AS "base-payment.total-base",
      max(e.occurred_on) FILTER (WHERE e."base" IS NOT NULL) AS "base-payment.total-base settled",
      string_agg(e.event_id, chr(31)) FILTER (WHERE e."base" IS NOT NULL) AS "base-payment.total-base ids"
    FROM event e
    WHERE e.event = 'base-recorded' AND (coalesce(e."occurred_on" >= 738794, false)) AND e."provider" IS NOT NULL AND (year_start(e."occurred_on")) IS NOT NULL
    GROUP BY ALL
  ) g1 ON g1.provider = p.provider AND g1.period_start = p.period_start
  LEFT JOIN (
    SELECT e."provider" AS provider,
      (year_start(e."occurred_on")) AS period_start,
      CAST(max(e."billionths") AS BIGINT) AS "clinical-outcomes.highest-billionths",
      max(e.occurred_on) FILTER (WHERE e."billionths" IS NOT NULL) AS "clinical-outcomes.highest-billionths settled",
      string_agg(e.event_id, chr(31)) FILTER (WHERE e."billionths" IS NOT NULL) AS "clinical-outcomes.highest-billionths ids"
    FROM event e
    WHERE e.event = 'clinical-outcomes-judged' AND (coalesce(e."occurred_on" >= 738794, false)) AND e."provider" IS NOT NULL AND (year_start(e."occurred_on")) IS NOT NULL
    GROUP BY ALL
  ) g2 ON g2.provider = p.provider AND g2.period_start = p.period_start
  LEFT JOIN (
    SELECT e."provider" AS provider,
      (year_start(e."occurred_on")) AS period_start,
      CAST(max(e."billionths") AS BIGINT) AS "engagement.highest-billionths",
      max(e.occurred_on) FILTER (WHERE e."billionths" IS NOT NULL) AS "engagement.highest-billionths settled",
      string_agg(e.event_id, chr(31)) FILTER (WHERE e."billionths" IS NOT NULL) AS "engagement.highest-billionths ids"
    FROM event e
    WHERE e.event = 'engagement-judged' AND (coalesce(e."occurred_on" >= 738794, false)) AND e."provider" IS NOT NULL AND (year_start(e."occurred_on")) IS NOT NULL
    GROUP BY ALL
  ) g3 ON g3.provider = p.provider AND g3.period_start = p.period_start
  LEFT JOIN (
    SELECT e."provider" AS provider,
      (year_start(e."occurred_on")) AS period_start,
      CAST(max(e."billionths") AS BIGINT) AS "safety.highest-billionths",
      max(e.occurred_on) FILTER (WHERE e."billionths" IS NOT NULL) AS "safety.highest-billionths settled",
      string_agg(e.event_id, chr(31)) FILTER (WHERE e."billionths" IS NOT NULL) AS "safety.highest-billionths ids"
    FROM event e
    WHERE e.event = 'safety-judged' AND (coalesce(e."occurred_on" >= 738794, false)) AND e."provider" IS NOT NULL AND (year_start(e."occurred_on")) IS NOT NULL
    GROUP BY ALL
  ) g4 ON g4.provider = p.provider AND g4.period_start = p.period_start
  LEFT JOIN (
    SELECT e."provider" AS provider,
      (year_start(e."occurred_on")) AS period_start,
      CAST(max(e."billionths") AS BIGINT) AS "efficiency.highest-billionths",
      max(e.occurred_on) FILTER (WHERE e."billionths" IS NOT NULL) AS "efficiency.highest-billionths settled",
      string_agg(e.event_id, chr(31)) FILTER (WHERE e."billionths" IS NOT NULL) AS "efficiency.highest-billionths ids"
    FROM event e
    WHERE e.event = 'efficiency-judged' AND (coalesce(e."occurred_on" >= 738794, false)) AND e."provider" IS NOT NULL AND (year_start(e."occurred_on")) IS NOT NULL
    GROUP BY ALL
  ) g5 ON g5.provider = p.provider AND g5.period_start = p.period_start
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    period_start AS "quality-share.year-start",
    period_end AS "quality-share.year-end",
    "clinical-outcomes.highest-billionths" IS NOT NULL AS "mean-score.clinical-outcomes-there",
    "engagement.highest-billionths" IS NOT NULL AS "mean-score.engagement-there",
    "safety.highest-billionths" IS NOT NULL AS "mean-score.safety-there",
    "efficiency.highest-billionths" IS NOT NULL AS "mean-score.efficiency-there",
    coalesce("clinical-outcomes.highest-billionths", 0) AS "mean-score.part-or-nothing",
    coalesce("engagement.highest-billionths", 0) AS "mean-score.part-or-nothing-2",
    coalesce("safety.highest-billionths", 0) AS "mean-score.part-or-nothing-3",
    coalesce("efficiency.highest-billionths", 0) AS "mean-score.part-or-nothing-4"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("quality-share.year-start" <= 739159, false) AS "value-based-purchasing.start-has-come",
    CASE WHEN "quality-share.year-start" IS NULL THEN least(0, least(739159, 739341)) WHEN "quality-share.year-start" > 739159 THEN least(739159, 739341) ELSE "quality-share.year-start" END AS "value-based-purchasing.start-has-come settled",
    "quality-share.year-end" IS NOT NULL AS "value-based-purchasing.end-has-come",
    CASE WHEN "quality-share.year-end" IS NULL THEN least(0, 739341) ELSE "quality-share.year-end" END AS "value-based-purchasing.end-has-come settled",
    "mean-score.part-or-nothing" * 25 AS "mean-score.product-by-25",
    "mean-score.part-or-nothing-2" * 25 AS "mean-score.product-by-25-2",
    "mean-score.part-or-nothing-3" * 25 AS "mean-score.product-by-25-3",
    "mean-score.part-or-nothing-4" * 25 AS "mean-score.product-by-25-4",
    CAST("mean-score.clinical-outcomes-there" AS BIGINT) * 25 AS "mean-score.product-by-25-5",
    CAST("mean-score.engagement-there" AS BIGINT) * 25 AS "mean-score.product-by-25-6",
    CAST("mean-score.safety-there" AS BIGINT) * 25 AS "mean-score.product-by-25-7",
    CAST("mean-score.efficiency-there" AS BIGINT) * 25 AS "mean-score.product-by-25-8",
    CAST("mean-score.clinical-outcomes-there" AS INTEGER) + CAST("mean-score.engagement-there" AS INTEGER) + CAST("mean-score.safety-there" AS INTEGER) + CAST("mean-score.efficiency-there" AS INTEGER) >= 3 AS "mean-score.enough-parts",
    CASE WHEN CAST("mean-score.clinical-outcomes-there" AS INTEGER) + CAST("mean-score.engagement-there" AS INTEGER) + CAST("mean-score.safety-there" AS INTEGER) + CAST("mean-score.efficiency-there" AS INTEGER) >= 3 THEN list_sort(list_filter([CASE WHEN "mean-score.clinical-outcomes-there" THEN "clinical-outcomes.highest-billionths settled" END, CASE WHEN "mean-score.engagement-there" THEN "engagement.highest-billionths settled" END, CASE WHEN "mean-score.safety-there" THEN "safety.highest-billionths settled" END, CASE WHEN "mean-score.efficiency-there" THEN "efficiency.highest-billionths settled" END], lambda day: day IS NOT NULL))[3] ELSE list_sort(list_filter([CASE WHEN NOT "mean-score.clinical-outcomes-there" THEN "clinical-outcomes.highest-billionths settled" END, CASE WHEN NOT "mean-score.engagement-there" THEN "engagement.highest-billionths settled" END, CASE WHEN NOT "mean-score.safety-there" THEN "safety.highest-billionths settled" END, CASE WHEN NOT "mean-score.efficiency-there" THEN "efficiency.highest-billionths settled" END], lambda day: day IS NOT NULL))[2] END AS "mean-score.enough-parts settled"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "mean-score.product-by-25" + "mean-score.product-by-25-2" AS "mean-score.sum",
    greatest("clinical-outcomes.highest-billionths settled", "engagement.highest-billionths settled") AS "mean-score.sum settled",
    "mean-score.product-by-25-5" + "mean-score.product-by-25-6" AS "mean-score.sum-4",
    greatest("clinical-outcomes.highest-billionths settled", "engagement.highest-billionths settled") AS "mean-score.sum-4 settled"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "mean-score.sum" + "mean-score.product-by-25-3" AS "mean-score.sum-2",
    greatest("mean-score.sum settled", "safety.highest-billionths settled") AS "mean-score.sum-2 settled",
    "mean-score.sum-4" + "mean-score.product-by-25-7" AS "mean-score.sum-5",
    greatest("mean-score.sum-4 settled", "safety.highest-billionths settled") AS "mean-score.sum-5 settled"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    "mean-score.sum-2" + "mean-score.product-by-25-4" AS "mean-score.sum-3",
    greatest("mean-score.sum-2 settled", "efficiency.highest-billionths settled") AS "mean-score.sum-3 settled",
    "mean-score.sum-5" + "mean-score.product-by-25-8" AS "mean-score.sum-6",
    greatest("mean-score.sum-5 settled", "efficiency.highest-billionths settled") AS "mean-score.sum-6 settled"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "mean-score.sum-6" <> 0 THEN CAST("mean-score.sum-3" AS HUGEINT) * sign("mean-score.sum-6") END AS "mean-score.quotient",
    greatest("mean-score.sum-3 settled", "mean-score.sum-6 settled") AS "mean-score.quotient settled",
    CAST("mean-score.sum-6" AS HUGEINT) * sign("mean-score.sum-6") AS "mean-score.quotient under"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    CAST("mean-score.quotient" AS HUGEINT) * 100 AS "mean-score.product-by-100",
    "mean-score.quotient under" AS "mean-score.product-by-100 under"
  FROM row_6
),
row_8 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 100 <> 0 THEN CAST("mean-score.product-by-100" AS HUGEINT) * sign(100) END AS "mean-score.quotient-by-100",
    CAST(CAST(100 AS HUGEINT) * "mean-score.product-by-100 under" AS HUGEINT) * sign(100) AS "mean-score.quotient-by-100 under"
  FROM row_7
),
row_9 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "mean-score.enough-parts" THEN "mean-score.quotient-by-100" END AS "mean-score.mean-if-enough",
    greatest("mean-score.quotient settled", "mean-score.enough-parts settled") AS "mean-score.mean-if-enough settled",
    "mean-score.quotient-by-100 under" AS "mean-score.mean-if-enough under"
  FROM row_8
),
row_10 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 1000000000 <> 0 THEN CAST("mean-score.mean-if-enough" AS HUGEINT) * sign(1000000000) END AS "total-score.quotient-by-1000000000",
    CAST(CAST(1000000000 AS HUGEINT) * "mean-score.mean-if-enough under" AS HUGEINT) * sign(1000000000) AS "total-score.quotient-by-1000000000 under"
  FROM row_9
),
row_11 AS NOT MATERIALIZED (
  SELECT *,
    CAST(CAST("total-score.quotient-by-1000000000" AS HUGEINT) AS HUGEINT) * 1000000 AS "total-score.product-by-1000000",
    "total-score.quotient-by-1000000000 under" AS "total-score.product-by-1000000 under"
  FROM row_10
),
row_12 AS NOT MATERIALIZED (
  SELECT *,
    CAST(half_up("total-score.product-by-1000000", "total-score.product-by-1000000 under") AS BIGINT) AS "total-score.total-score-rounded"
  FROM row_11
),
row_13 AS NOT MATERIALIZED (
  SELECT *,
    CAST("total-score.total-score-rounded" AS HUGEINT) * "base-payment.total-base" AS "quality-share.product",
    greatest("mean-score.mean-if-enough settled", "base-payment.total-base settled") AS "quality-share.product settled"
  FROM row_12
),
row_14 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "quality-share.product" + 0 IS NOT NULL THEN greatest("quality-share.product", 0) END AS "quality-share.weight"
  FROM row_13
),
row_15 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("quality-share.weight" > 0, false) AS "quality-share.has-weight"
  FROM row_14
)
SELECT provider, period_start, period_end, "quality-share.year-start", "value-based-purchasing.start-has-come", "value-based-purchasing.start-has-come settled", "value-based-purchasing.end-has-come", "value-based-purchasing.end-has-come settled", "base-payment.total-base", "base-payment.total-base settled", "base-payment.total-base ids", "clinical-outcomes.highest-billionths", "clinical-outcomes.highest-billionths settled", "clinical-outcomes.highest-billionths ids", "engagement.highest-billionths", "engagement.highest-billionths settled", "engagement.highest-billionths ids", "safety.highest-billionths", "safety.highest-billionths settled", "safety.highest-billionths ids", "efficiency.highest-billionths", "efficiency.highest-billionths settled", "efficiency.highest-billionths ids", "quality-share.weight", "quality-share.product settled", "quality-share.has-weight"
FROM row_15;

-- quality-fund.is, line 87: the total of base at each base-recorded
-- quality-fund.is, line 87
-- quality-share.pays, line 90
-- quality-share.pays, line 90: amount
CREATE OR REPLACE TABLE "year 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.period_start,
    p.period_end,
    coalesce(g1."quality-fund.total-base", 0) AS "quality-fund.total-base",
    greatest(p.period_end, g1."quality-fund.total-base settled") AS "quality-fund.total-base settled"
  FROM (SELECT * FROM (VALUES
      (738794, 739159),
      (739160, 739341)
    ) t (period_start, period_end)) p
  LEFT JOIN (
    SELECT (year_start(e."occurred_on")) AS period_start,
      CAST(sum(e."base") AS BIGINT) AS "quality-fund.total-base",
      max(e.occurred_on) FILTER (WHERE e."base" IS NOT NULL) AS "quality-fund.total-base settled"
    FROM event e
    WHERE e.event = 'base-recorded' AND (coalesce(e."occurred_on" >= 738794, false)) AND (year_start(e."occurred_on")) IS NOT NULL
    GROUP BY ALL
  ) g1 ON g1.period_start = p.period_start
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "quality-fund.total-base" * 2 AS "quality-fund.product-by-2"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "quality-fund.product-by-2" * 100 AS "quality-share.product-by-100"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 10000 <> 0 THEN CAST("quality-share.product-by-100" AS HUGEINT) * sign(10000) END AS "quality-share.quotient-by-10000",
    CAST(10000 AS HUGEINT) * sign(10000) AS "quality-share.quotient-by-10000 under"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    CAST(half_up("quality-share.quotient-by-10000", "quality-share.quotient-by-10000 under") AS BIGINT) AS "quality-share.amount-rounded"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "quality-share.amount-rounded" + 0 IS NOT NULL THEN greatest("quality-share.amount-rounded", 0) END AS "quality-share.amount-or-nothing"
  FROM row_4
)
SELECT period_start, period_end, "quality-share.amount-or-nothing", "quality-fund.total-base settled"
FROM row_5;

-- quality-share.shared, line 91
CREATE OR REPLACE TABLE "year 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.period_start,
    p.period_end,
    p."quality-share.amount-or-nothing",
    p."quality-fund.total-base settled",
    coalesce(g1."quality-share.sharers", 0) AS "quality-share.sharers",
    greatest(p.period_end, g1."quality-share.sharers settled") AS "quality-share.sharers settled"
  FROM "year 1" p
  LEFT JOIN (
    SELECT "quality-share.year-start" AS period_start,
      count(*) FILTER (WHERE "quality-share.has-weight") AS "quality-share.sharers",
      max("quality-share.product settled") FILTER (WHERE "quality-share.has-weight" IS NOT NULL) AS "quality-share.sharers settled"
    FROM "provider-and-year 1"
    WHERE true AND "quality-share.year-start" IS NOT NULL
    GROUP BY ALL
  ) g1 ON g1.period_start = p.period_start
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("quality-share.sharers" > 0, false) AS "quality-share.somebody"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "quality-share.somebody" THEN "quality-share.amount-or-nothing" END AS "quality-share.money-to-share",
    greatest("quality-fund.total-base settled", "quality-share.sharers settled") AS "quality-share.money-to-share settled"
  FROM row_1
)
SELECT period_start, period_end, "quality-share.money-to-share", "quality-share.money-to-share settled"
FROM row_2;

-- quality-share.shared, line 91
CREATE OR REPLACE TABLE "provider-and-year 3" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end,
    p."quality-share.year-start",
    p."value-based-purchasing.start-has-come",
    p."value-based-purchasing.start-has-come settled",
    p."value-based-purchasing.end-has-come",
    p."value-based-purchasing.end-has-come settled",
    p."base-payment.total-base",
    p."base-payment.total-base settled",
    p."base-payment.total-base ids",
    p."clinical-outcomes.highest-billionths",
    p."clinical-outcomes.highest-billionths settled",
    p."clinical-outcomes.highest-billionths ids",
    p."engagement.highest-billionths",
    p."engagement.highest-billionths settled",
    p."engagement.highest-billionths ids",
    p."safety.highest-billionths",
    p."safety.highest-billionths settled",
    p."safety.highest-billionths ids",
    p."efficiency.highest-billionths",
    p."efficiency.highest-billionths settled",
    p."efficiency.highest-billionths ids",
    p."quality-share.weight",
    p."quality-share.product settled",
    p."quality-share.has-weight",
    c1."quality-share.money-to-share" AS "quality-share.money-to-share-for-provider-and-year",
    c1."quality-share.money-to-share settled" AS "quality-share.money-to-share-for-provider-and-year settled"
  FROM "provider-and-year 1" p
  JOIN "year 2" c1 ON c1.period_start = p.period_start
)
SELECT provider, period_start, period_end, "quality-share.year-start", "value-based-purchasing.start-has-come", "value-based-purchasing.start-has-come settled", "value-based-purchasing.end-has-come", "value-based-purchasing.end-has-come settled", "base-payment.total-base", "base-payment.total-base settled", "base-payment.total-base ids", "clinical-outcomes.highest-billionths", "clinical-outcomes.highest-billionths settled", "clinical-outcomes.highest-billionths ids", "engagement.highest-billionths", "engagement.highest-billionths settled", "engagement.highest-billionths ids", "safety.highest-billionths", "safety.highest-billionths settled", "safety.highest-billionths ids", "efficiency.highest-billionths", "efficiency.highest-billionths settled", "efficiency.highest-billionths ids", "quality-share.weight", "quality-share.product settled", "quality-share.money-to-share-for-provider-and-year", "quality-share.money-to-share-for-provider-and-year settled"
FROM row_0;

-- quality-share.shared, line 91
-- quality-share.pays, line 90: the amount can be worked out
-- quality-share, line 89
CREATE OR REPLACE TABLE "provider-and-year 4" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end,
    p."quality-share.year-start",
    p."value-based-purchasing.start-has-come",
    p."value-based-purchasing.start-has-come settled",
    p."value-based-purchasing.end-has-come",
    p."value-based-purchasing.end-has-come settled",
    p."base-payment.total-base",
    p."base-payment.total-base settled",
    p."base-payment.total-base ids",
    p."clinical-outcomes.highest-billionths",
    p."clinical-outcomes.highest-billionths settled",
    p."clinical-outcomes.highest-billionths ids",
    p."engagement.highest-billionths",
    p."engagement.highest-billionths settled",
    p."engagement.highest-billionths ids",
    p."safety.highest-billionths",
    p."safety.highest-billionths settled",
    p."safety.highest-billionths ids",
    p."efficiency.highest-billionths",
    p."efficiency.highest-billionths settled",
    p."efficiency.highest-billionths ids",
    p."quality-share.weight",
    p."quality-share.product settled",
    p."quality-share.money-to-share-for-provider-and-year",
    p."quality-share.money-to-share-for-provider-and-year settled",
    a1.part AS "quality-share.part",
    greatest(p."quality-share.product settled", p."quality-share.money-to-share-for-provider-and-year settled") AS "quality-share.part settled"
  FROM "provider-and-year 3" p
  LEFT JOIN (
    SELECT row_no, CAST(share + CAST(row_number() OVER (
        PARTITION BY "quality-share.year-start" ORDER BY remainder DESC, ties NULLS FIRST, provider, period_start, period_end
      ) <= amount - sum(share) OVER (PARTITION BY "quality-share.year-start") AS INTEGER) AS BIGINT) AS part
    FROM (
      SELECT rowid AS row_no, "quality-share.year-start", provider, period_start, period_end, "quality-share.money-to-share-for-provider-and-year" AS amount, CAST(NULL AS BIGINT) AS ties,
        CASE WHEN whole = 0 THEN 0 ELSE CAST("quality-share.money-to-share-for-provider-and-year" AS HUGEINT) * "quality-share.weight" // whole END AS share,
        CASE WHEN whole = 0 THEN 0 ELSE CAST("quality-share.money-to-share-for-provider-and-year" AS HUGEINT) * "quality-share.weight" % whole END AS remainder
      FROM (
        SELECT provider,
          period_start,
          period_end,
          "quality-share.year-start",
          CAST(NULL AS BIGINT),
          "quality-share.money-to-share-for-provider-and-year",
          "quality-share.weight",
          rowid,
          sum("quality-share.weight") OVER (PARTITION BY "quality-share.year-start") AS whole
        FROM "provider-and-year 3"
        WHERE "quality-share.money-to-share-for-provider-and-year" IS NOT NULL AND "quality-share.weight" IS NOT NULL
      )
    )
  ) a1 ON a1.row_no = p.rowid
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "quality-share.part" IS NOT NULL AS "quality-share.amount-known"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "value-based-purchasing.start-has-come" AND "value-based-purchasing.end-has-come" AND "quality-share.amount-known" AS "quality-share.conditions",
    CASE WHEN "value-based-purchasing.start-has-come" AND "value-based-purchasing.end-has-come" AND "quality-share.amount-known" THEN greatest("value-based-purchasing.start-has-come settled", "value-based-purchasing.end-has-come settled", "quality-share.part settled") ELSE least(CASE WHEN NOT "value-based-purchasing.start-has-come" THEN "value-based-purchasing.start-has-come settled" END, CASE WHEN NOT "value-based-purchasing.end-has-come" THEN "value-based-purchasing.end-has-come settled" END, CASE WHEN NOT "quality-share.amount-known" THEN "quality-share.part settled" END) END AS "quality-share.conditions settled"
  FROM row_1
)
SELECT provider, period_start, period_end, "value-based-purchasing.start-has-come", "value-based-purchasing.start-has-come settled", "value-based-purchasing.end-has-come", "value-based-purchasing.end-has-come settled", "base-payment.total-base", "base-payment.total-base settled", "base-payment.total-base ids", "clinical-outcomes.highest-billionths", "clinical-outcomes.highest-billionths settled", "clinical-outcomes.highest-billionths ids", "engagement.highest-billionths", "engagement.highest-billionths settled", "engagement.highest-billionths ids", "safety.highest-billionths", "safety.highest-billionths settled", "safety.highest-billionths ids", "efficiency.highest-billionths", "efficiency.highest-billionths settled", "efficiency.highest-billionths ids", "quality-share.part", "quality-share.part settled", "quality-share.amount-known", "quality-share.conditions", "quality-share.conditions settled"
FROM row_2;

-- quality-share.pays, line 90
CREATE OR REPLACE TABLE "provider-and-year lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  provider AS provider,
  CASE WHEN "quality-share.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "quality-share.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "quality-share.conditions" AND "quality-share.conditions settled" <= getvariable('as_at') THEN "quality-share.part" ELSE coalesce("quality-share.part", 0) END AS amount,
  CASE WHEN "quality-share.conditions" AND "quality-share.conditions settled" <= getvariable('as_at') THEN "quality-share.conditions settled" END AS earned_on,
  CASE WHEN "quality-share.conditions" AND "quality-share.conditions settled" <= getvariable('as_at') THEN "quality-share.conditions settled" + 30 END AS payable_on
FROM "provider-and-year 4"
WHERE "value-based-purchasing.start-has-come" AND "value-based-purchasing.start-has-come settled" <= getvariable('as_at') AND (("quality-share.conditions" AND "quality-share.conditions settled" <= getvariable('as_at') AND coalesce("quality-share.part", 0) <> 0)
  OR NOT "quality-share.conditions" OR "quality-share.conditions settled" > getvariable('as_at'));

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "provider-and-year lines";

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0));

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat('quality-share/', p.provider, '/', iso(p.period_start), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'quality-share' AS payment,
  90 AS clause,
  d.provider AS provider,
  CAST(NULL AS VARCHAR) AS person,
  concat(iso(p.period_start), '/', iso(year_end(p.period_start))) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort(list_distinct(string_split(nullif(concat_ws(chr(31), p."base-payment.total-base ids", p."clinical-outcomes.highest-billionths ids", p."engagement.highest-billionths ids", p."safety.highest-billionths ids", p."efficiency.highest-billionths ids"), ''), chr(31)))), chr(31)) AS because,
  CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."value-based-purchasing.start-has-come settled" > getvariable('as_at') THEN 'the start of the year' WHEN p."value-based-purchasing.end-has-come settled" > getvariable('as_at') THEN 'the end of the year' WHEN p."quality-share.part settled" > getvariable('as_at') THEN 'the amount can be worked out' END, ', by ', iso(p."quality-share.conditions settled")) END AS awaiting,
  CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."value-based-purchasing.start-has-come" AND p."value-based-purchasing.start-has-come settled" = p."quality-share.conditions settled" THEN 'the start of the year' WHEN NOT p."value-based-purchasing.end-has-come" AND p."value-based-purchasing.end-has-come settled" = p."quality-share.conditions settled" THEN 'the end of the year' WHEN NOT p."quality-share.amount-known" AND p."quality-share.part settled" = p."quality-share.conditions settled" THEN 'the amount can be worked out' END) END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "provider-and-year 4" p ON p.rowid = d.row_no 
WHERE d.rule IN (0);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
