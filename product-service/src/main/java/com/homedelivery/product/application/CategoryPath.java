package com.homedelivery.product.application;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The way to a category as text: {@code Dairy > Milk}. A backslash makes what comes after it a part of a name. */
public final class CategoryPath {

    /** As deep as the tree is. */
    static final int MAX_DEPTH = 7;

    private CategoryPath() {}

    /** The text of a way, from the root on. */
    public static String format(List<String> names) {
        return names.stream()
                .map(name -> name.replace("\\", "\\\\").replace(">", "\\>"))
                .collect(Collectors.joining(" > "));
    }

    /** The names of a way, from the root on; one of them may be empty. */
    static List<String> parse(String text) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '>') {
                names.add(name.toString().strip());
                name.setLength(0);
            } else if (c == '\\' && i + 1 < text.length()) {
                name.append(text.charAt(++i));
            } else {
                name.append(c);
            }
        }
        names.add(name.toString().strip());
        return names;
    }
}
