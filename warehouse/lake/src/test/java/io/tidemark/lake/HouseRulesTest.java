package io.tidemark.lake;

import io.tidemark.house.HouseRules;

class HouseRulesTest extends HouseRules {}
