"""A table's columns as arrays that numpy can change, and the way back to the types of the file."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def storage_type(kind):
    """The whole number that stands behind a time, a date or a decimal; None for other types."""
    if pa.types.is_date32(kind) or pa.types.is_time32(kind):
        return pa.int32()
    if pa.types.is_timestamp(kind) or pa.types.is_time64(kind) or pa.types.is_duration(kind):
        return pa.int64()
    return None


def to_numpy(array):
    """The values of a column; what is null has the value 0, or None among objects.

    Units: a decimal's last digit, days of a date, the file's own unit of a time.
    """
    kind = array.type
    if pa.types.is_decimal(kind):
        words = np.frombuffer(array.buffers()[1], dtype=np.int64)
        words = words[2 * array.offset : 2 * (array.offset + len(array)) : 2].copy()
        words[array.is_null().to_numpy(zero_copy_only=False)] = 0
        return words
    stored = storage_type(kind)
    if stored is not None:
        return array.view(stored).fill_null(0).to_numpy(zero_copy_only=False).copy()
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind):
        zero = pa.scalar(0).cast(kind) if not pa.types.is_boolean(kind) else pa.scalar(False)
        return pc.fill_null(array, zero).to_numpy(zero_copy_only=False).copy()
    return np.array([*array.to_pylist(), None], dtype=object)[:-1]


def decimals(values, nulls, kind):
    """A column of decimals of their units: 16 bytes each, the sign in the upper half."""
    words = np.empty(2 * len(values), dtype=np.int64)
    words[0::2] = values
    words[1::2] = np.where(np.asarray(values) < 0, -1, 0)
    valid = pa.array(~nulls).buffers()[1]
    return pa.Array.from_buffers(kind, len(values), [valid, pa.py_buffer(words.tobytes())])


def to_arrow(values, nulls, kind):
    """A column of values in the units of to_numpy."""
    if pa.types.is_decimal(kind):
        return decimals(np.asarray(values, dtype=np.int64), nulls, kind)
    stored = storage_type(kind)
    if stored is not None:
        width = np.int32 if stored == pa.int32() else np.int64
        return pa.array(np.asarray(values).astype(width), mask=nulls).view(kind)
    if isinstance(kind, pa.BaseExtensionType):
        plain = to_arrow(values, nulls, kind.storage_type)
        return pa.ExtensionArray.from_storage(kind, plain)
    if np.asarray(values).dtype == object:
        items = [None if null else value for value, null in zip(values, nulls)]
        return pa.array(items, type=kind)
    return pa.array(np.asarray(values).astype(kind.to_pandas_dtype()), type=kind, mask=nulls)


class Frame:
    """One table in memory. Rows are in the order of the files."""

    def __init__(self, table):
        self.table = table.combine_chunks()

    def __len__(self):
        return self.table.num_rows

    def array(self, name):
        column = self.table.column(name)
        return column.chunk(0) if column.num_chunks else pa.array([], type=column.type)

    def values(self, name):
        return to_numpy(self.array(name))

    def nulls(self, name):
        return self.array(name).is_null().to_numpy(zero_copy_only=False)

    def put(self, name, values, nulls=None):
        """Gives a column other values; without `nulls` those that were null stay so."""
        nulls = self.nulls(name) if nulls is None else np.asarray(nulls)
        self.replace(name, to_arrow(values, nulls, self.table.schema.field(name).type))

    def replace(self, name, array):
        """Gives a column another array, of whatever type."""
        index = self.table.schema.get_field_index(name)
        self.table = self.table.set_column(index, name, array)

    def take(self, rows):
        self.table = self.table.take(pa.array(np.asarray(rows, dtype=np.int64))).combine_chunks()
