package com.homedelivery.product.demo;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What customers of a grocery store call its products in other ways than the store does. */
final class DemoSynonyms {

    private static final List<List<String>> SETS = List.of(
            List.of("yogurt", "yoghurt"),
            List.of("courgette", "zucchini"),
            List.of("aubergine", "eggplant"),
            List.of("crisps", "potato chips"),
            List.of("fries", "french fries"),
            List.of("minced", "ground beef", "mince"),
            List.of("prawns", "shrimp", "shrimps"),
            List.of("rocket", "arugula"),
            List.of("coriander", "cilantro"),
            List.of("nappies", "diapers"),
            List.of("soya", "soy"),
            List.of("soda", "soft drink", "fizzy drink", "lemonade", "cola"),
            List.of("porridge", "oatmeal"),
            List.of("cookies", "biscuits"),
            List.of("trash bags", "bin bags", "garbage bags"),
            List.of("washing up liquid", "dishwashing liquid", "dish soap"),
            List.of("detergent", "washing powder"),
            List.of("toilet paper", "toilet roll", "loo roll"),
            List.of("bell peppers", "capsicum"),
            List.of("wholegrain", "wholemeal", "wholewheat"),
            List.of("plant milk", "oat drink", "soya drink", "almond drink", "coconut drink"),
            List.of("oat milk", "oat drink"),
            List.of("soy milk", "soya drink"),
            List.of("almond milk", "almond drink"),
            List.of("gummy bears", "fruit gums"),
            List.of("sweetcorn", "maize", "corn"));

    private DemoSynonyms() {}

    static void insert(JdbcClient jdbc, Timestamp now) {
        for (List<String> terms : SETS) {
            jdbc.sql("""
                            insert into search_synonyms (id, language, terms, created_at, updated_at)
                            values (:id, '', :terms, :now, :now)
                            """)
                    .param("id", UuidCreator.getTimeOrderedEpoch())
                    .param("terms", terms.toArray(String[]::new))
                    .param("now", now)
                    .update();
        }
    }
}
