package com.homedelivery.user.web;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.user.application.ExportPersonalData;
import com.homedelivery.user.application.PersonalDataExport;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ExportController {

    private final ExportPersonalData export;

    ExportController(ExportPersonalData export) {
        this.export = export;
    }

    /** Gives everything that all services keep about the person, to be saved as a file. Says which services did not answer. */
    @GetMapping("/users/me/export")
    ResponseEntity<ApiResponse<PersonalDataExport>> export(@AuthenticationPrincipal CurrentUser user) {
        PersonalDataExport exported = export.export(user.id());
        LocalDate day = LocalDate.ofInstant(exported.exportedAt(), ZoneOffset.UTC);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("home-delivery-data-" + day + ".json")
                                .build()
                                .toString())
                .body(ApiResponse.of(exported));
    }
}
