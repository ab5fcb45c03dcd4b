package com.homedelivery.order.domain;

import com.homedelivery.shared.geo.GeoPoint;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the store delivers to: a circle around it or a polygon; and the places of zip codes, for addresses without
 * coordinates.
 *
 * @param centre of the circle: the store
 * @param radiusKm of the circle in kilometres; 0 for no limit
 * @param polygon corners, at least three; empty when the circle counts. Its sides are straight in degrees, which is true
 *     enough for a town; it must not cross the 180th meridian
 * @param zipCodes where zip codes lie
 */
public record ServiceArea(GeoPoint centre, double radiusKm, List<GeoPoint> polygon, Map<String, GeoPoint> zipCodes) {

    public ServiceArea {
        polygon = List.copyOf(polygon);
        zipCodes = Map.copyOf(zipCodes);
        if (radiusKm < 0) {
            throw new IllegalArgumentException("The radius of the service area is negative: " + radiusKm);
        }
        if (!polygon.isEmpty() && polygon.size() < 3) {
            throw new IllegalArgumentException("The polygon of the service area has fewer than three corners");
        }
    }

    /**
     * @param polygon {@code lat,lng lat,lng …}; empty for none
     * @param zipCodes {@code zip=lat,lng zip=lat,lng …}; empty for none
     * @throws IllegalArgumentException when they are not written so
     */
    public static ServiceArea of(GeoPoint centre, double radiusKm, String polygon, String zipCodes) {
        List<GeoPoint> corners =
                words(polygon).stream().map(ServiceArea::parsePoint).toList();
        Map<String, GeoPoint> table = new HashMap<>();
        for (String entry : words(zipCodes)) {
            int split = entry.indexOf('=');
            if (split < 1) {
                throw new IllegalArgumentException("Not written as zip=lat,lng: " + entry);
            }
            table.put(entry.substring(0, split), parsePoint(entry.substring(split + 1)));
        }
        return new ServiceArea(centre, radiusKm, corners, table);
    }

    /**
     * The address with the place that it is delivered to: its own coordinates, else those of its zip code.
     *
     * @return empty when it lies outside, or when that cannot be known and matters
     */
    public Optional<DeliveryAddress> locate(DeliveryAddress address) {
        GeoPoint place =
                address.coordinates() == null ? zipCodes.get(address.zipCode().strip()) : address.coordinates();
        if (place == null) {
            return isLimited() ? Optional.empty() : Optional.of(address);
        }
        return contains(place) ? Optional.of(address.at(place)) : Optional.empty();
    }

    /** How far an address is from the store, in kilometres; 0 when its place is not known. */
    public double distanceKmTo(DeliveryAddress address) {
        GeoPoint place = address.coordinates();
        return place == null ? 0 : centre.distanceKmTo(place);
    }

    private boolean isLimited() {
        return radiusKm > 0 || !polygon.isEmpty();
    }

    private boolean contains(GeoPoint place) {
        if (!polygon.isEmpty()) {
            return outline().contains(place.lng(), place.lat());
        }
        return radiusKm == 0 || centre.distanceKmTo(place) <= radiusKm;
    }

    private Path2D outline() {
        Path2D outline = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        outline.moveTo(polygon.getFirst().lng(), polygon.getFirst().lat());
        polygon.stream().skip(1).forEach(corner -> outline.lineTo(corner.lng(), corner.lat()));
        outline.closePath();
        return outline;
    }

    private static List<String> words(@Nullable String text) {
        return text == null || text.isBlank()
                ? List.of()
                : Arrays.asList(text.strip().split("\\s+"));
    }

    private static GeoPoint parsePoint(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("Not written as lat,lng: " + text);
        }
        GeoPoint point = new GeoPoint(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
        if (!(Math.abs(point.lat()) <= 90 && Math.abs(point.lng()) <= 180)) {
            throw new IllegalArgumentException("Not on the earth: " + text);
        }
        return point;
    }
}
