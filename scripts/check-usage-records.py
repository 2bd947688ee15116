"""Reads a message of cloud usage records, makes caso's own record of each, and compares what caso would send."""

import datetime
import sys

from caso.record import CloudRecord

HEADER = "APEL-cloud-message: v0.4\n"
# caso writes these in its own way: the end of what still runs as 0, and what it is told nothing of not at all.
NAMES = {
    "uuid": "VMUUID",
    "site_name": "SiteName",
    "compute_service": "CloudComputeService",
    "name": "MachineName",
    "user_id": "LocalUserId",
    "group_id": "LocalGroupId",
    "fqan": "FQAN",
    "status": "Status",
    "public_ip_count": "PublicIPCount",
    "cpu_count": "CpuCount",
    "memory": "Memory",
    "disk": "Disk",
    "suspend_duration": "SuspendDuration",
    "cloud_type": "CloudType",
}
NOT_CASOS = {"NetworkType"}


def moment(text):
    if text is None:
        return None
    return datetime.datetime.fromtimestamp(int(text), datetime.timezone.utc)


def check(fields):
    record = CloudRecord(
        moment(fields["StartTime"]),
        moment(fields.get("EndTime")),
        **{name: fields[key] for name, key in NAMES.items()},
    )
    record.wall_duration = int(fields["WallDuration"])
    record.cpu_duration = int(fields["CpuDuration"])
    sent = dict(line.split(": ", 1) for line in record.ssm_message().splitlines())
    if sent.get("EndTime") == "0":
        del sent["EndTime"]
    ours = {key: value for key, value in fields.items() if key not in NOT_CASOS}
    # caso makes a second of what ran for less than one.
    for key in ("WallDuration", "CpuDuration"):
        if ours[key] == "0":
            ours[key] = "1"
    if sent != ours:
        raise ValueError(f"caso would send {sent}, this is {ours}")
    if fields["Status"] == "completed":
        assert int(fields["EndTime"]) - int(fields["StartTime"]) == int(fields["WallDuration"])


def main(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if not text.startswith(HEADER) or not text.endswith("%%\n"):
        raise ValueError("no message of version 0.4")
    records = text[len(HEADER) :].removesuffix("%%\n").split("%%\n")
    for record in records:
        pairs = [line.split(": ", 1) for line in record.splitlines()]
        if len({key for key, _ in pairs}) != len(pairs):
            raise ValueError("a key that is there twice")
        check(dict(pairs))
    print(f"caso {path.rsplit('/', 1)[-1]}: {len(records)} records, each as caso itself would send it")


main(sys.argv[1])
