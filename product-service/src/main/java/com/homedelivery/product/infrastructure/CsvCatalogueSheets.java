package com.homedelivery.product.infrastructure;

import com.homedelivery.product.ProductProperties;
import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.CatalogueSheets;
import com.homedelivery.product.application.CategoryPath;
import com.homedelivery.product.application.CategoryRef;
import com.homedelivery.product.application.SheetRow;
import com.homedelivery.product.domain.PackSize;
import com.homedelivery.product.domain.ProductSpecification;
import com.homedelivery.product.domain.Translation;
import com.homedelivery.product.domain.Variant;
import com.homedelivery.shared.api.error.ValidationException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * CSV (RFC 4180) in UTF-8, with or without a byte order mark. A cell that a spreadsheet would take for a formula is written with an
 * apostrophe in front, which is taken off when it is read; an apostrophe that stands before such a cell is doubled likewise.
 */
@Component
class CsvCatalogueSheets implements CatalogueSheets {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();
    private static final Pattern TRANSLATED = Pattern.compile("(name|description):[a-z]{2,3}");
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r\\n].*", Pattern.DOTALL);
    private static final Pattern GUARDED = Pattern.compile("'+[=+\\-@\\t\\r\\n].*", Pattern.DOTALL);
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int FETCH_SIZE = 500;

    private final JdbcTemplate jdbc;
    private final CatalogueRowMapper entries;
    private final List<String> languages;

    CsvCatalogueSheets(JdbcTemplate jdbc, CatalogueRowMapper entries, ProductProperties properties) {
        this.jdbc = jdbc;
        this.entries = entries;
        this.languages = properties.languages().stream().skip(1).toList();
    }

    @Override
    public void read(InputStream sheet, Consumer<SheetRow> rows) throws IOException {
        BufferedReader text = new BufferedReader(new InputStreamReader(sheet, StandardCharsets.UTF_8.newDecoder()));
        try {
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
                checkColumns(parser.getHeaderNames());
                for (CSVRecord csv : parser) {
                    rows.accept(row(csv));
                }
            }
        } catch (MalformedInputException e) {
            throw new ValidationException("sheet", "must be UTF-8");
        } catch (CSVException | IllegalArgumentException e) {
            throw notCsv();
        } catch (UncheckedIOException e) {
            throw unwrapped(e.getCause());
        }
    }

    /** What went wrong while the rows were read one by one. */
    private static IOException unwrapped(@Nullable IOException cause) {
        return switch (cause) {
            case MalformedInputException _ -> throw new ValidationException("sheet", "must be UTF-8");
            case CSVException _ -> throw notCsv();
            case null -> throw notCsv();
            default -> cause;
        };
    }

    private static ValidationException notCsv() {
        return new ValidationException("sheet", "must be CSV, with a name for each column in the first row");
    }

    private static void checkColumns(List<String> columns) {
        for (String column : columns) {
            if (!COLUMNS.contains(column) && !TRANSLATED.matcher(column).matches()) {
                throw new ValidationException("sheet", "must not have the column '" + shortened(column) + "'");
            }
        }
        if (!columns.contains("sku")) {
            throw new ValidationException("sheet", "must have the column 'sku'");
        }
    }

    private static String shortened(String column) {
        return column.length() <= 40 ? column : column.substring(0, 40) + "…";
    }

    private static SheetRow row(CSVRecord csv) {
        int number = Math.toIntExact(csv.getRecordNumber()) + 1;
        if (!csv.isConsistent()) {
            throw new ValidationException("sheet", "must have a cell for each column in row " + number);
        }
        Map<String, String> cells = new LinkedHashMap<>();
        csv.toMap().forEach((column, cell) -> cells.put(column, unguarded(cell)));
        return new SheetRow(number, cells);
    }

    @Override
    @Transactional(readOnly = true)
    public void write(OutputStream sheet) throws IOException {
        try (CSVPrinter printer = new CSVPrinter(
                new BufferedWriter(new OutputStreamWriter(sheet, StandardCharsets.UTF_8)), CSVFormat.RFC4180)) {
            printer.printRecord(Stream.concat(
                            COLUMNS.stream(),
                            languages.stream()
                                    .flatMap(language -> Stream.of("name:" + language, "description:" + language)))
                    .toList());
            JdbcTemplate streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
            streaming.setFetchSize(FETCH_SIZE);
            streaming.query("select " + CatalogueRowMapper.COLUMNS + """
                            , (select coalesce(m.sku, m.id::text) from products m where m.id = products.variant_of) as main_sku
                            from products order by variant_of is not null, sku, id
                            """, (RowCallbackHandler)
                    found -> print(printer, entries.mapRow(found, 0), found.getString("main_sku")));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void print(CSVPrinter printer, CatalogueEntry entry, @Nullable String mainSku) {
        ProductSpecification more = entry.specification();
        PackSize pack = more.packSize();
        Variant variant = more.variant();
        Stream<@Nullable Object> cells = Stream.of(
                more.sku() == null ? entry.id() : more.sku(),
                entry.name(),
                entry.description(),
                CategoryPath.format(
                        entry.categoryPath().stream().map(CategoryRef::name).toList()),
                more.brand(),
                entry.price().toPlainString(),
                more.taxRate().toPlainString(),
                pack == null ? null : pack.amount().toPlainString(),
                pack == null ? null : pack.unit().symbol(),
                more.origin(),
                String.join("|", more.diet()),
                String.join("|", more.allergens()),
                mainSku,
                variant == null ? null : variant.label(),
                entry.active());
        Stream<@Nullable Object> translated = languages.stream().flatMap(language -> {
            Translation translation = more.translations().getOrDefault(language, new Translation(null, null));
            return Stream.of(translation.name(), translation.description());
        });
        try {
            printer.printRecord(Stream.concat(cells, translated)
                    .map(CsvCatalogueSheets::guarded)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String guarded(@Nullable Object value) {
        String cell = value == null ? "" : value.toString();
        return FORMULA.matcher(cell).matches() ? "'" + cell : cell;
    }

    private static String unguarded(String cell) {
        return GUARDED.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
