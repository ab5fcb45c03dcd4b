package com.homedelivery.localstack.suite;

/** A service that ends with a complaint instead of starting. */
final class BrokenService {

    private BrokenService() {}

    public static void main(String[] arguments) {
        System.out.println("JWT_SECRET has " + System.getenv("JWT_SECRET").length() + " characters");
        System.out.println("but the moon is in the wrong house");
        System.exit(1);
    }
}
