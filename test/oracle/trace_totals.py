"""Computes what a trace costs, exactly, from the trace alone, and compares it with what `npm run demo:trace` came to.

Python 3 and its standard library alone; whole numbers and fractions, no floating point. Usage: trace_totals.py TASKS.csv
report.json. Of the report it takes when the trace begins and the prices; everything else it only compares, the FOCUS exports
beside it too: what each task used of each meter on each day, what that costs, and what all of them bill.
"""

import csv
import json
import os
import sys
from collections import Counter, defaultdict
from datetime import datetime, timedelta, timezone
from fractions import Fraction

SHANGHAI = timezone(timedelta(hours=8))
SHANGHAI_SECONDS = 8 * 3_600
DAY = 86_400


def half_up(amount):
    return (2 * amount + 1) // 2


def month_of(second):
    return datetime.fromtimestamp(second, SHANGHAI).strftime("%Y-%m")


def end_of_month(second):
    at = datetime.fromtimestamp(second, SHANGHAI)
    following = datetime(at.year + at.month // 12, at.month % 12 + 1, 1, tzinfo=SHANGHAI)
    return int(following.timestamp())


def read_tasks(path, begin):
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["scheduled_time"] != "":
                cores, gb = Fraction(int(row["cpu_milli"]), 1000), Fraction(int(row["memory_mib"]), 1024)
                times = begin + int(row["scheduled_time"]), begin + int(row["deletion_time"])
                yield (row["name"], cores, gb, *times)


def days_of(begin, end):
    """The days in Shanghai that a time is of, each with its seconds of it."""
    while begin < end:
        midnight = begin - (begin + SHANGHAI_SECONDS) % DAY
        until = min(end, midnight + DAY)
        yield midnight, until - begin
        begin = until


def check_focus(path, due, days, prices):
    """Rows bill what the statement says; of metered tasks there is one a task, meter and day, exactly."""
    billed, left = 0, dict(days or {})
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            billed += Fraction(row["BilledCost"]) * 100
            if days is None:
                continue
            begin = int(datetime.fromisoformat(row["ChargePeriodStart"].replace("Z", "+00:00")).timestamp())
            used = left.pop((row["ResourceId"], row["SkuMeter"], begin), None)
            if used is None or Fraction(row["ConsumedQuantity"]) != used:
                sys.exit(f"{path}: {row['ResourceId']} {row['SkuMeter']} {begin}: {row['ConsumedQuantity']}, not {used}")
            exact = used * prices[row["SkuMeter"]] / DAY
            if Fraction(row["x_ExactAmount"]) != exact:
                sys.exit(f"{path}: {row['ResourceId']} {row['SkuMeter']} {begin}: {row['x_ExactAmount']} is not its cost")
            if abs(Fraction(row["ListCost"]) * 100 - exact) > Fraction(1, 10**18):
                sys.exit(f"{path}: {row['ResourceId']} {row['SkuMeter']} {begin}: {row['ListCost']} is not its cost")
    if billed != due or left:
        sys.exit(f"{path}: {billed} fen are billed, not {due}; {len(left)} rows are missing")
    return 0 if days is None else len(days)


def main(trace, report_path):
    with open(report_path, encoding="utf-8") as file:
        report = json.load(file)
    core_day, gb_day = int(report["price"]["cpu"]), int(report["price"]["ram"])
    bills, bill_counts, used, record_counts = Counter(), Counter(), Counter(), Counter()
    used_days = defaultdict(Counter)
    for name, cores, gb, begin, end in read_tasks(trace, report["begin"]):
        for midnight, seconds in days_of(begin, end):
            for meter, quantity in ("cpu", cores), ("ramGb", gb):
                if quantity > 0:
                    used_days[month_of(midnight)][name, meter, midnight] += quantity * seconds
        fen_a_second = (cores * core_day + gb * gb_day) / DAY
        bills[month_of(end)] += half_up(fen_a_second * (end - begin))
        bill_counts[month_of(end)] += 1
        at = begin
        while at < end:
            until = min(end, end_of_month(at))
            used[month_of(at)] += fen_a_second * (until - at)
            hours = (until - 1) // 3600 - at // 3600 + 1
            record_counts[month_of(at)] += hours * ((cores > 0) + (gb > 0))
            at = until

    months = sorted(used | bills)
    metered, so_far = {}, Fraction(0)
    for month in months:
        metered[month] = half_up(so_far + used[month]) - half_up(so_far)
        so_far += used[month]
    expected = {
        "billed": ("ECSBill", bills, bill_counts, sum(bills.values())),
        "metered": ("ECSUsage", metered, record_counts, half_up(so_far)),
    }
    if report["usageRecords"] != sum(record_counts.values()):
        sys.exit(f"{report['usageRecords']} usage records, not {sum(record_counts.values())}")
    rows = 0
    for provider in report["providers"]:
        kind, amounts, counts, total = expected[provider["as"]]
        if int(provider["totalCost"]) != total:
            sys.exit(f"{provider['providerId']}: the total is {provider['totalCost']}, not {total}")
        found = {}
        for statement in provider["statements"]:
            lines = [(line["kind"], line["count"], int(line["amount"])) for line in statement["lines"]]
            found[statement["statementId"][-7:]] = lines
            if int(statement["amountDue"]) != sum(amount for _, _, amount in lines):
                sys.exit(f"{statement['statementId']}: what is due is not what its lines say")
            days = used_days[statement["statementId"][-7:]] if kind == "ECSUsage" else None
            focus = os.path.join(os.path.dirname(report_path), f"focus-{statement['statementId']}.csv")
            rows += check_focus(focus, int(statement["amountDue"]), days, {"cpu": core_day, "ramGb": gb_day})
        wanted = {month: [(kind, counts[month], amounts[month])] if counts[month] else [] for month in months}
        if found != wanted:
            sys.exit(f"{provider['providerId']}: the statements are {found}, not {wanted}")
    billed, once = sum(bills.values()), half_up(so_far)
    print(f"Computed from the trace alone, in fractions: {billed} fen in {sum(bill_counts.values())} bills, "
          f"{once} fen in {report['usageRecords']} usage records; every statement and total is equal to the fen, "
          f"and so are the FOCUS exports, whose {rows} rows of usage are exact by task, meter and day.")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
