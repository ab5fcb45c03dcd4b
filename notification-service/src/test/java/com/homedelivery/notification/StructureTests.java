package com.homedelivery.notification;

import com.homedelivery.shared.testing.HouseRules;
import com.homedelivery.shared.testing.ModuleClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

@AnalyzeClasses(locations = ModuleClasses.class)
class StructureTests {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);
}
