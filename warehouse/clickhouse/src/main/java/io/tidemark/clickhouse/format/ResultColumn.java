package io.tidemark.clickhouse.format;

import io.tidemark.market.number.Int128;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one column of one block. */
abstract class ResultColumn {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final String type;

    ResultColumn(String type) {
        this.type = type;
    }

    static ResultColumn read(NativeReader.Input input, String type, int rows) throws IOException {
        if (type.startsWith("Nullable(")) {
            byte[] absent = input.bytes(rows);
            return new Optionals(absent, read(input, ResultTypes.inner(type), rows));
        }
        if (type.startsWith("LowCardinality(")) {
            return Dictionary.read(input, type, rows);
        }
        if (type.startsWith("Array(")) {
            byte[] ends = input.bytes(rows * 8);
            int values = rows == 0 ? 0 : (int) (long) LONG.get(ends, (rows - 1) * 8);
            return new Lists(type, ends, read(input, ResultTypes.inner(type), values));
        }
        if (type.equals("String")) {
            byte[][] texts = new byte[rows][];
            for (int row = 0; row < rows; row++) {
                texts[row] = input.bytes((int) input.varUInt());
            }
            return new Texts(type, texts);
        }
        int width = ResultTypes.width(type);
        return new Numbers(type, width, input.bytes(rows * width));
    }

    boolean isNull(int row) {
        return false;
    }

    long asLong(int row) {
        throw wrong("a number");
    }

    Int128 asInt128(int row) {
        throw wrong("a 128-bit number");
    }

    double asDouble(int row) {
        throw wrong("a floating-point number");
    }

    String asText(int row) {
        throw wrong("text");
    }

    byte[] asBytes(int row) {
        throw wrong("bytes");
    }

    List<String> asTexts(int row) {
        throw wrong("a list of texts");
    }

    /** Decimal places; 0 of anything but a decimal. */
    int scale() {
        return 0;
    }

    private IllegalStateException wrong(String wanted) {
        return new IllegalStateException("a column of type " + type + " was read as " + wanted);
    }

    /** Fixed width: integers, decimals, dates, enums, floating point. */
    private static final class Numbers extends ResultColumn {
        private final int width;
        private final byte[] values;
        private final boolean isUnsigned;
        private final boolean isFloating;
        private final Map<Long, String> names;
        /** Asked for with every value, so the type's name is read once a block. */
        private final int scale;

        Numbers(String type, int width, byte[] values) {
            super(type);
            this.width = width;
            this.values = values;
            this.isUnsigned = ResultTypes.isUnsigned(type);
            this.isFloating = type.startsWith("Float");
            this.names = ResultTypes.enumNames(type);
            this.scale = ResultTypes.scale(type);
        }

        @Override
        int scale() {
            return scale;
        }

        @Override
        long asLong(int row) {
            if (isFloating) {
                return super.asLong(row);
            }
            return switch (width) {
                case 1 -> isUnsigned ? values[row] & 0xFF : values[row];
                case 2 -> isUnsigned ? (short) SHORT.get(values, row * 2) & 0xFFFF : (short) SHORT.get(values, row * 2);
                case 4 -> isUnsigned ? (int) INT.get(values, row * 4) & 0xFFFF_FFFFL : (int) INT.get(values, row * 4);
                case 8 -> (long) LONG.get(values, row * 8);
                default -> asInt128(row).toBigInteger().longValueExact();
            };
        }

        @Override
        Int128 asInt128(int row) {
            if (width < 16) {
                return Int128.of(asLong(row));
            }
            if (width > 16) {
                return super.asInt128(row);
            }
            return new Int128((long) LONG.get(values, row * 16 + 8), (long) LONG.get(values, row * 16));
        }

        @Override
        double asDouble(int row) {
            if (!isFloating) {
                return super.asDouble(row);
            }
            return width == 4
                    ? Float.intBitsToFloat((int) INT.get(values, row * 4))
                    : Double.longBitsToDouble((long) LONG.get(values, row * 8));
        }

        @Override
        String asText(int row) {
            String name = names.get(asLong(row));
            return name == null ? super.asText(row) : name;
        }
    }

    private static final class Texts extends ResultColumn {
        private final byte[][] texts;

        Texts(String type, byte[][] texts) {
            super(type);
            this.texts = texts;
        }

        @Override
        String asText(int row) {
            return new String(texts[row], StandardCharsets.UTF_8);
        }

        @Override
        byte[] asBytes(int row) {
            return texts[row].clone();
        }
    }

    /** Each distinct text once, and a number per row; number 0 is NULL where the column is optional. */
    private static final class Dictionary extends ResultColumn {
        private static final int NUMBER_WIDTH_MASK = 0xFF;

        private final boolean isOptional;
        private final ResultColumn keys;
        private final @Nullable String[] texts;
        private final ResultColumn numbers;

        private Dictionary(String type, ResultColumn keys, int keyCount, ResultColumn numbers) {
            super(type);
            this.isOptional = ResultTypes.inner(type).startsWith("Nullable(");
            this.keys = keys;
            this.texts = new String[keyCount];
            this.numbers = numbers;
        }

        static Dictionary read(NativeReader.Input input, String type, int rows) throws IOException {
            String inner = ResultTypes.inner(type);
            String keyType = inner.startsWith("Nullable(") ? ResultTypes.inner(inner) : inner;
            if (rows == 0) {
                return new Dictionary(
                        type, ResultColumn.read(input, keyType, 0), 0, new Numbers("UInt8", 1, new byte[0]));
            }
            input.bytes(8); // the version of this layout, of which there is one
            int widthCode = (int) (long) LONG.get(input.bytes(8), 0) & NUMBER_WIDTH_MASK;
            int keyCount = (int) (long) LONG.get(input.bytes(8), 0);
            ResultColumn keys = ResultColumn.read(input, keyType, keyCount);
            input.bytes(8); // the number of rows again
            int width = 1 << widthCode;
            Numbers numbers = new Numbers("UInt" + 8 * width, width, input.bytes(rows * width));
            return new Dictionary(type, keys, keyCount, numbers);
        }

        @Override
        boolean isNull(int row) {
            return isOptional && numbers.asLong(row) == 0;
        }

        @Override
        String asText(int row) {
            int number = (int) numbers.asLong(row);
            String text = texts[number];
            if (text == null) {
                text = keys.asText(number);
                texts[number] = text;
            }
            return text;
        }

        @Override
        byte[] asBytes(int row) {
            return keys.asBytes((int) numbers.asLong(row));
        }
    }

    private static final class Lists extends ResultColumn {
        private final byte[] ends;
        private final ResultColumn values;

        Lists(String type, byte[] ends, ResultColumn values) {
            super(type);
            this.ends = ends;
            this.values = values;
        }

        @Override
        List<String> asTexts(int row) {
            long from = row == 0 ? 0 : (long) LONG.get(ends, (row - 1) * 8);
            List<String> texts = new ArrayList<>();
            for (long at = from; at < (long) LONG.get(ends, row * 8); at++) {
                texts.add(values.asText((int) at));
            }
            return List.copyOf(texts);
        }
    }

    private static final class Optionals extends ResultColumn {
        private final byte[] absent;
        private final ResultColumn values;

        Optionals(byte[] absent, ResultColumn values) {
            super("Nullable(" + values.type + ")");
            this.absent = absent;
            this.values = values;
        }

        @Override
        boolean isNull(int row) {
            return absent[row] != 0;
        }

        @Override
        long asLong(int row) {
            return values.asLong(row);
        }

        @Override
        Int128 asInt128(int row) {
            return values.asInt128(row);
        }

        @Override
        double asDouble(int row) {
            return values.asDouble(row);
        }

        @Override
        String asText(int row) {
            return values.asText(row);
        }

        @Override
        byte[] asBytes(int row) {
            return values.asBytes(row);
        }

        @Override
        int scale() {
            return values.scale();
        }
    }
}
