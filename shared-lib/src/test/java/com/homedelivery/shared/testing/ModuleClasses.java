package com.homedelivery.shared.testing;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** The classes of the module that a test is in, without its tests. Looking for packages would read every jar of the class path. */
public final class ModuleClasses implements LocationProvider {

    @Override
    public Set<Location> get(Class<?> test) {
        return Set.of(in("", test));
    }

    /** Those of a package and the ones below it. */
    static Location in(String packageName, Class<?> test) {
        String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
        return Location.of(testClassesOf(test).resolve("../classes/" + folder));
    }

    private static URI testClassesOf(Class<?> test) {
        try {
            return test.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
