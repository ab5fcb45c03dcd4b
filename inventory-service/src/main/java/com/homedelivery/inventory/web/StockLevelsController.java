package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.FindStock;
import com.homedelivery.inventory.domain.StockLevel;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.ValidationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The levels of several products, for a page of the catalogue or a cart. */
@RestController
@RequestMapping("/inventory")
class StockLevelsController {

    static final int MAX_IDS = 100;

    private final FindStock find;

    StockLevelsController(FindStock find) {
        this.find = find;
    }

    /**
     * Lists the stock of some products. In the order of the ids; any text is accepted as one, as it is for a single
     * product.
     */
    @GetMapping(params = "ids")
    ApiResponse<List<LevelResponse>> levels(@RequestParam List<String> ids) {
        List<String> asked = ids.stream().map(String::strip).distinct().toList();
        if (asked.size() > MAX_IDS) {
            throw new ValidationException("ids", "must be at most " + MAX_IDS);
        }
        Map<UUID, StockLevel> levels = find.levelsOf(asked.stream()
                .map(StockLevelsController::idIn)
                .flatMap(Optional::stream)
                .toList());
        return ApiResponse.of(asked.stream()
                .map(id -> LevelResponse.of(id, idIn(id).map(levels::get).orElse(FindStock.NO_STOCK)))
                .toList());
    }

    private static Optional<UUID> idIn(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
