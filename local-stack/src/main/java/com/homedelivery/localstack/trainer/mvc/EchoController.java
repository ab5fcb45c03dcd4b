package com.homedelivery.localstack.trainer.mvc;

import com.homedelivery.localstack.trainer.Row;
import jakarta.validation.Valid;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Gives back what it gets. */
@RestController
class EchoController {

    @GetMapping("/rows")
    List<Row> some() {
        return List.of(new Row("row", BigDecimal.TEN));
    }

    @PostMapping("/rows")
    Row echo(@Valid @RequestBody Row row) {
        return row;
    }
}
