"""The S4 sample made with the stack that its document names: NumPy, pandas, Faker, pyarrow; written well.

Vectorised where the libraries allow; Faker has no vectorised form, so names and addresses are one call each,
with one generator a locale. Usage: s4_stack.py USERS OUTPUT
"""

import pathlib
import sys

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from faker import Faker

LOCALES = {"US": "en_US", "DE": "de_DE", "IN": "en_IN", "BR": "pt_BR", "GB": "en_GB"}


def main(users: int, folder: pathlib.Path) -> None:
    rng = np.random.default_rng(42)
    fakers = {}
    for country, locale in LOCALES.items():
        fakers[country] = Faker(locale)
        fakers[country].seed_instance(42)
    country = rng.choice(list(LOCALES), size=users, p=[0.35, 0.10, 0.25, 0.15, 0.15])
    name = np.empty(users, dtype=object)
    address = np.empty(users, dtype=object)
    for code, fake in fakers.items():
        rows = np.flatnonzero(country == code)
        name[rows] = [fake.name() for _ in range(len(rows))]
        address[rows] = [fake.address() for _ in range(len(rows))]
    user = pd.DataFrame(
        {
            "user_id": np.arange(1, users + 1),
            "country": country,
            "full_name": name,
            "address": address,
        }
    )
    write(user, folder / "user.parquet")

    counts = np.clip(rng.poisson(4, users), 0, 20)
    events = int(counts.sum())
    ticks = pd.date_range("2024-01-01", "2024-03-31 23:59:59", freq="h")
    weights = np.array([0.9, 1.0, 1.0, 1.1, 1.3, 1.2, 0.8])[ticks.dayofweek]
    cumulative = np.cumsum(weights / weights.sum())
    drawn = np.searchsorted(cumulative, rng.random(events) * cumulative[-1], side="right")
    jitter = np.rint(rng.normal(0, 20 * 60, events)).astype("timedelta64[s]")
    amount = np.clip(rng.lognormal(3.2, 0.7, events), 1, 500)
    amount = np.clip(amount * (1 + rng.normal(0, 0.05, events)), 1, 500)
    event = pd.DataFrame(
        {
            "event_id": np.arange(1, events + 1),
            "user_id": np.repeat(user["user_id"].to_numpy(), counts),
            "ts": ticks.to_numpy()[drawn].astype("datetime64[us]") + jitter,
            "amount": amount,
        }
    )
    write(event, folder / "event.parquet")
    print(f"{users + events} rows")


def write(frame: pd.DataFrame, path: pathlib.Path) -> None:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    pq.write_table(table, path, compression="snappy")


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    main(int(sys.argv[1]), target)
