package com.homedelivery.product.application;

import com.homedelivery.product.domain.PackSize;
import com.homedelivery.product.domain.ProductDetails;
import com.homedelivery.product.domain.ProductSpecification;
import com.homedelivery.product.domain.Translation;
import com.homedelivery.product.domain.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a row of a spreadsheet says of a product. A column that the sheet does not have leaves what is known as it is, an empty
 * cell removes it. Finds every fault of a row.
 */
final class SheetParser {

    private static final Pattern PRICE = Pattern.compile("\\d{1,5}(\\.\\d{1,2})?");
    private static final Pattern TAX_RATE = Pattern.compile("\\d{1,2}(\\.\\d{1,2})?");
    private static final Pattern PACK_SIZE = Pattern.compile("\\d{1,6}(\\.\\d{1,3})?");
    private static final int MAX_LIST = 20;

    private final SheetRow row;
    private final @Nullable ProductDetails known;
    private final ProductSpecification specification;
    private final List<SheetFault> faults = new ArrayList<>();

    private SheetParser(SheetRow row, @Nullable ProductDetails known) {
        this.row = row;
        this.known = known;
        this.specification = known == null ? ProductSpecification.NONE : known.specification();
    }

    /**
     * What a row says.
     *
     * @param details the product, with its category and main product of before; null when there are faults
     * @param category names from the root on; empty when the product keeps its category
     * @param variantOf SKU of the main product; null to keep what is known, empty for none
     * @param active null to leave that as it is
     */
    record Parsed(
            @Nullable ProductDetails details,
            List<String> category,
            @Nullable String variantOf,
            @Nullable String variant,
            @Nullable Boolean active,
            List<SheetFault> faults) {}

    /** @param known what is known of the product, or null when it is a new one */
    static Parsed parse(SheetRow row, @Nullable ProductDetails known) {
        return new SheetParser(row, known).parse();
    }

    private Parsed parse() {
        if (row.sku().isEmpty() || row.sku().length() > 64) {
            fault("sku", "must have 1 to 64 characters");
        }
        String name = required("name", 200, known == null ? null : known.name());
        BigDecimal price = price();
        List<String> category = category();
        PackSize pack = pack();
        BigDecimal taxRate = number("taxRate", TAX_RATE, "must be less than 100 with at most two decimals");
        String description = text("description", 2000, known == null ? null : known.description());
        String variant = text("variant", 60, null);
        Boolean active = active();
        ProductSpecification more = new ProductSpecification(
                specification.sku(),
                text("brand", 80, specification.brand()),
                pack,
                row.cell("taxRate") == null ? specification.taxRate() : taxRate == null ? BigDecimal.ZERO : taxRate,
                text("origin", 80, specification.origin()),
                list("allergens", specification.allergens()),
                list("diet", specification.diet()),
                specification.variant(),
                translations());
        String variantOf = row.cell("variantOf");
        if (variantOf != null && variantOf.isEmpty() != (variant == null)) {
            fault("variant", "must be there exactly when variantOf is");
        }
        if (!faults.isEmpty() || name == null || price == null) {
            return new Parsed(null, category, variantOf, variant, active, faults);
        }
        ProductDetails details = new ProductDetails(
                name,
                description,
                known == null ? category.getLast() : known.category(),
                known == null ? null : known.categoryId(),
                price,
                known == null ? null : known.imageUrl(),
                more);
        return new Parsed(details, category, variantOf, variant, active, faults);
    }

    private @Nullable BigDecimal price() {
        if (row.cell("price") == null && known != null) {
            return known.price();
        }
        String cell = row.cell("price");
        if (cell == null || !PRICE.matcher(cell).matches() || new BigDecimal(cell).signum() == 0) {
            fault("price", "must be greater than 0 and at most 99999.99, with at most two decimals");
            return null;
        }
        return new BigDecimal(cell);
    }

    private @Nullable BigDecimal number(String column, Pattern format, String message) {
        String cell = row.cell(column);
        if (cell == null || cell.isEmpty()) {
            return null;
        }
        if (!format.matcher(cell).matches()) {
            fault(column, message);
            return null;
        }
        return new BigDecimal(cell);
    }

    private List<String> category() {
        String cell = row.cell("category");
        if (cell == null && known != null) {
            return List.of();
        }
        List<String> path = CategoryPath.parse(cell == null ? "" : cell);
        if (path.isEmpty()
                || path.size() > CategoryPath.MAX_DEPTH
                || path.stream().anyMatch(name -> name.isEmpty() || name.length() > 60)) {
            fault("category", "must be a path of 1 to 7 names of at most 60 characters: Dairy > Milk");
        }
        return path;
    }

    private @Nullable PackSize pack() {
        String size = row.cell("packSize");
        String unit = row.cell("unit");
        if (size == null && unit == null) {
            return specification.packSize();
        }
        if (size == null || unit == null || size.isEmpty() != unit.isEmpty()) {
            fault("unit", "must be there exactly when packSize is");
            return null;
        }
        BigDecimal amount = number("packSize", PACK_SIZE, "must be at most 999999 with at most three decimals");
        if (amount != null && amount.signum() == 0) {
            fault("packSize", "must be greater than 0");
        }
        if (!unit.isEmpty() && Unit.of(unit).isEmpty()) {
            fault("unit", "must be one of " + Unit.symbols());
        }
        return amount == null || amount.signum() == 0
                ? null
                : Unit.of(unit).map(known -> new PackSize(amount, known)).orElse(null);
    }

    private List<String> list(String column, List<String> current) {
        String cell = row.cell(column);
        if (cell == null) {
            return current;
        }
        List<String> values = Stream.of(cell.split("\\|"))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        if (values.size() > MAX_LIST || values.stream().anyMatch(value -> value.length() > 40)) {
            fault(column, "must have at most 20 entries of at most 40 characters");
        }
        return values;
    }

    private @Nullable Boolean active() {
        String cell = row.cell("active");
        return switch (cell) {
            case null -> null;
            case "" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> {
                fault("active", "must be true or false");
                yield null;
            }
        };
    }

    private Map<String, Translation> translations() {
        Map<String, Translation> translations = new TreeMap<>(specification.translations());
        row.cells().keySet().stream()
                .filter(column -> column.indexOf(':') > 0)
                .map(column -> column.substring(column.indexOf(':') + 1))
                .distinct()
                .forEach(language -> translations.merge(language, translation(language), (_, sent) -> sent));
        translations.values().removeIf(translation -> translation.name() == null && translation.description() == null);
        return translations;
    }

    private Translation translation(String language) {
        Translation current = specification.translations().getOrDefault(language, new Translation(null, null));
        return new Translation(
                text("name:" + language, 200, current.name()),
                text("description:" + language, 2000, current.description()));
    }

    private @Nullable String required(String column, int maxLength, @Nullable String current) {
        String text = text(column, maxLength, current);
        if (text == null) {
            fault(column, "must not be empty");
        }
        return text;
    }

    private @Nullable String text(String column, int maxLength, @Nullable String current) {
        String cell = column.startsWith("description") ? row.cells().get(column) : row.cell(column);
        if (cell == null || cell.equals(current)) {
            return current;
        }
        if (cell.length() > maxLength) {
            fault(column, "must have at most " + maxLength + " characters");
        }
        if (cell.indexOf('\0') >= 0) {
            fault(column, "must have no zero characters");
        }
        return cell.isEmpty() ? null : cell;
    }

    private void fault(String column, String message) {
        faults.add(new SheetFault(row.number(), column, message));
    }
}
