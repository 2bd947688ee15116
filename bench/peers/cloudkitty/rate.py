"""Rates points with CloudKitty's hashmap module in this process, as its worker does: one service, one flat price.

Usage: rate.py POINTS PRICE, in an environment that has cloudkitty. A point is an hour of some cores; PRICE is what one costs.
Prints a line of JSON: points a second after a warm-up, and how far a frame's sum is from the exact one.
"""

import datetime
import json
import sys
import time
from decimal import Decimal
from fractions import Fraction

from oslo_config import cfg

from cloudkitty import dataframe
from cloudkitty import db
from cloudkitty.rating import hash as hashmap
from cloudkitty.rating.hash.db import api
from cloudkitty.rating.hash.db.sqlalchemy import models

FRAME = 10_000
WARM_UP = 5
cfg.CONF([], project="cloudkitty", default_config_files=[])
cfg.CONF.set_override("connection", "sqlite://", "database")


def quantities(count):
    return [Decimal(at % 97 + 1) / 10 for at in range(count)]


def prepare(price):
    # Its migrations fail on SQLite; the tables are made from its models.
    with db.session_for_write() as session:
        models.Base.metadata.create_all(session.connection())
    rates = api.get_instance()
    service = rates.create_service("cpu")
    rates.create_mapping(service_id=service.service_id, cost=Decimal(price), map_type="flat", created_by="bench")
    module = hashmap.HashMap("tenant")
    module.reload_config()
    return module


def main(points, price):
    module = prepare(price)
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
    frame = dataframe.DataFrame(start=start, end=start + datetime.timedelta(hours=1))
    for quantity in quantities(FRAME):
        frame.add_point(dataframe.DataPoint("cores", quantity, 0, {}, {}), "cpu")
    for _ in range(WARM_UP):
        rated = module.process(frame)
    began = time.perf_counter()
    for _ in range(points // FRAME):
        rated = module.process(frame)
    seconds = time.perf_counter() - began
    total = sum(Fraction(point.price) for _, point in rated.iterpoints())
    exact = sum(Fraction(quantity) for quantity in quantities(FRAME)) * Fraction(price)
    print(json.dumps({"rate": points // FRAME * FRAME / seconds, "error": str(total - exact)}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
