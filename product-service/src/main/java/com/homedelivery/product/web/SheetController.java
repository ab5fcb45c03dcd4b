package com.homedelivery.product.web;

import com.homedelivery.product.application.CatalogueSheets;
import com.homedelivery.product.application.ImportProducts;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/products")
class SheetController {

    private final ImportProducts imports;
    private final CatalogueSheets sheets;

    SheetController(ImportProducts imports, CatalogueSheets sheets) {
        this.imports = imports;
        this.sheets = sheets;
    }

    /**
     * Imports products from a CSV file. The body is the file; all rows are checked before the first one is applied, and with {@code
     * dryRun} none is. It goes on in the background.
     */
    @PostMapping(path = "/imports", consumes = "text/csv")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ApiResponse<ImportResponse> begin(
            @RequestParam(defaultValue = "false") boolean dryRun,
            @AuthenticationPrincipal CurrentUser admin,
            @RequestBody(required = false) @Nullable InputStreamResource sheet,
            HttpServletRequest request)
            throws IOException {
        if (sheet == null) {
            throw new ValidationException("sheet", "must not be empty");
        }
        try {
            return ApiResponse.of(
                    ImportResponse.of(imports.begin(sheet.getInputStream(), dryRun, admin.id()), List.of()));
        } catch (UncheckedIOException e) {
            throw new HttpMessageNotReadableException(
                    "The file ends too early", e.getCause(), new ServletServerHttpRequest(request));
        }
    }

    /** Gives an import. How far it has come, and what is wrong in which row and column. */
    @GetMapping("/imports/{id}")
    ApiResponse<ImportResponse> read(@PathVariable UUID id) {
        return ApiResponse.of(ImportResponse.of(imports.find(id), imports.faults(id)));
    }

    /** Exports all products as a CSV file. Imported again, it changes nothing. */
    @GetMapping("/export")
    void export(HttpServletResponse response) throws IOException {
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"products.csv\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        sheets.write(response.getOutputStream());
    }
}
