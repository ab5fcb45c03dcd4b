package com.homedelivery.user.web;

import com.homedelivery.user.domain.AddressChanges;
import com.homedelivery.user.domain.PostalAddressChanges;
import com.homedelivery.user.domain.StringNormalizer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fields not sent stay as they are, null or an empty text removes one (RFC 7396). An address cannot be without street, city,
 * state and zip code.
 *
 * @param isDefault null leaves it as it is
 * @param instructions how a rider finds the door
 * @param phone whom a rider calls at the door, with the country code; kept as E.164 writes it
 */
record ReviseAddressRequest(
        @Nullable Optional<@Size(max = 50) String> label,
        @Nullable Optional<@Size(min = 1, max = 200) String> street,
        @Nullable Optional<@Size(min = 1, max = 100) String> city,
        @Nullable Optional<@Size(min = 1, max = 100) String> state,
        @Nullable Optional<@Size(min = 1, max = 20) String> zipCode,
        @Nullable Optional<@Valid CoordinatesRequest> coordinates,
        @Nullable Boolean isDefault,
        @Nullable Optional<@Size(max = 500) String> instructions,
        @Nullable Optional<@PhoneNumber @Size(max = 40) String> phone) {

    ReviseAddressRequest {
        label = StringNormalizer.strip(label);
        street = required(street);
        city = required(city);
        state = required(state);
        zipCode = required(zipCode);
        instructions = StringNormalizer.strip(instructions);
    }

    /** What may not be removed is refused as an empty text is. */
    private static @Nullable Optional<String> required(@Nullable Optional<String> sent) {
        return sent == null ? null : Optional.of(sent.orElse("").strip());
    }

    AddressChanges asChanges() {
        return new AddressChanges(
                label,
                instructions,
                phone == null ? null : phone.flatMap(PhoneNumber.Validator::e164),
                new PostalAddressChanges(
                        street,
                        city,
                        state,
                        zipCode,
                        coordinates == null ? null : coordinates.map(CoordinatesRequest::asPoint)));
    }
}
