//! Places: every level names its bodies; levels are guessed, given and refused.

use nigao::place::{Level, Place, PlaceError};

#[test]
fn every_level_names_its_bodies() {
    let table = [
        // name: 级 简称 全域 我 党委 党组织 政府 政府全称 主官 人大 人大机构 代表大会 政协 下级
        "云岭省: 省 云岭 全省 我省 省委 中共云岭省委员会 省政府 云岭省人民政府 省长 省人大 人大常委会 云岭省人民代表大会 省政协 市县",
        "内蒙古自治区: 自治区 内蒙古 全区 我区 自治区党委 中共内蒙古自治区委员会 自治区政府 内蒙古自治区人民政府 主席 自治区人大 人大常委会 内蒙古自治区人民代表大会 自治区政协 市县",
        "重庆市: 市 重庆 全市 我市 市委 中共重庆市委员会 市政府 重庆市人民政府 市长 市人大 人大常委会 重庆市人民代表大会 市政协 区县",
        "云溪市: 市 云溪 全市 我市 市委 中共云溪市委员会 市政府 云溪市人民政府 市长 市人大 人大常委会 云溪市人民代表大会 市政协 县区",
        "北岭地区: 地区 北岭 全地区 我地区 地委 中共北岭地区委员会 地区行署 北岭地区行政公署 专员 - 人大工委 - - 县区",
        "延边朝鲜族自治州: 州 延边 全州 我州 州委 中共延边朝鲜族自治州委员会 州政府 延边朝鲜族自治州人民政府 州长 州人大 人大常委会 延边朝鲜族自治州人民代表大会 州政协 县市",
        "草原盟: 盟 草原 全盟 我盟 盟委 中共草原盟委员会 盟行署 草原盟行政公署 盟长 - 人大工委 - 盟政协 旗县",
        "青禾县: 县 青禾 全县 我县 县委 中共青禾县委员会 县政府 青禾县人民政府 县长 县人大 人大常委会 青禾县人民代表大会 县政协 乡镇",
        "石林彝族自治县: 县 石林 全县 我县 县委 中共石林彝族自治县委员会 县政府 石林彝族自治县人民政府 县长 县人大 人大常委会 石林彝族自治县人民代表大会 县政协 乡镇",
        "云台区: 区 云台 全区 我区 区委 中共云台区委员会 区政府 云台区人民政府 区长 区人大 人大常委会 云台区人民代表大会 区政协 镇街",
        "海东新区: 区 海东 全区 我区 区委 中共海东新区委员会 区政府 海东新区人民政府 区长 区人大 人大常委会 海东新区人民代表大会 区政协 镇街",
        "白音旗: 旗 白音 全旗 我旗 旗委 中共白音旗委员会 旗政府 白音旗人民政府 旗长 旗人大 人大常委会 白音旗人民代表大会 旗政协 乡镇",
        "青禾经济开发区: 开发区 青禾经济开发区 全区 我区 开发区党工委 中共青禾经济开发区工作委员会 开发区管委会 青禾经济开发区管理委员会 主任 - 人大工委 - - 乡镇",
        "云溪镇: 镇 云溪 全镇 我镇 镇党委 中共云溪镇委员会 镇政府 云溪镇人民政府 镇长 镇人大 人大主席团 云溪镇人民代表大会 - 村",
        "石桥乡: 乡 石桥 全乡 我乡 乡党委 中共石桥乡委员会 乡政府 石桥乡人民政府 乡长 乡人大 人大主席团 石桥乡人民代表大会 - 村",
        "云山苗族乡: 乡 云山 全乡 我乡 乡党委 中共云山苗族乡委员会 乡政府 云山苗族乡人民政府 乡长 乡人大 人大主席团 云山苗族乡人民代表大会 - 村",
        "桃园街道: 街道 桃园 全街道 我街道 街道党工委 中共桃园街道工作委员会 街道办事处 桃园街道办事处 主任 - 人大工委 - - 社区",
        "石桥村: 村 石桥 全村 我村 村党支部 中共石桥村支部委员会 - - - - - - - -",
        "桃园社区: 社区 桃园 全社区 我社区 社区党支部 中共桃园社区支部委员会 - - - - - - - -",
    ];
    for row in table {
        let (name, expected) = row.split_once(": ").unwrap();
        let place = Place::parse(name).unwrap();
        let none = || "-".to_owned();
        let parts = [
            place.word().to_owned(),
            place.short(),
            place.whole(),
            place.ours(),
            place.party(),
            place.party_full(),
            place.government().unwrap_or_else(none),
            place.government_full().unwrap_or_else(none),
            place.head().unwrap_or_else(none),
            place.congress().unwrap_or_else(none),
            place.congress_organ().map_or_else(none, str::to_owned),
            place.congress_full().unwrap_or_else(none),
            place.consultative().unwrap_or_else(none),
            place.below().map_or_else(none, str::to_owned),
        ];
        assert_eq!(parts.join(" "), expected, "{name}");
    }
}

#[test]
fn short_names_drop_the_level_and_the_peoples() {
    for (name, short) in [
        ("勐县", "勐县"),
        ("城区", "城区"),
        ("恩施土家族苗族自治州", "恩施"),
        ("宁夏回族自治区", "宁夏"),
        ("新疆维吾尔自治区", "新疆"),
        ("伊犁哈萨克自治州", "伊犁"),
        ("东乡族自治县", "东乡"),
        ("鄂温克族自治旗", "鄂温克"),
        ("前郭尔罗斯蒙古族自治县", "前郭尔罗斯"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("龙胜各族自治县", "龙胜"),
        ("凉山州", "凉山"),
        ("云溪民族乡", "云溪"),
        ("云林区", "云林"),
        ("桃园区", "桃园"),
    ] {
        assert_eq!(Place::parse(name).unwrap().short(), short, "{name}");
    }
}

#[test]
fn levels_are_guessed_given_and_refused() {
    let city = Place::parse("云溪市").unwrap();
    assert_eq!(
        (
            city.level(),
            city.clone()
                .with_level(Level::County)
                .map(|city| city.level())
        ),
        (Level::Prefecture, Ok(Level::County))
    );
    assert_eq!(
        city.clone().with_level(Level::County).unwrap().below(),
        Some("乡镇")
    );
    assert_eq!(
        city.clone().within(Place::parse("凉山州").unwrap()).level(),
        Level::County
    );
    let mismatch = PlaceError::Mismatch {
        name: "云溪镇".into(),
        level: Level::County,
    };
    assert_eq!(
        Place::parse("云溪镇").unwrap().with_level(Level::County),
        Err(mismatch)
    );
    for name in ["", "杭州", "云溪", "镇", "市"] {
        assert_eq!(
            Place::parse(name),
            Err(PlaceError::NoLevel { name: name.into() })
        );
    }
    for name in ["××镇", "__县", "***镇", "云溪 镇"] {
        assert_eq!(
            Place::parse(name),
            Err(PlaceError::NoName { name: name.into() })
        );
    }
    for (word, level) in [
        ("省", Level::Province),
        ("直辖市", Level::Province),
        ("地级市", Level::Prefecture),
        ("州", Level::Prefecture),
        ("县级市", Level::County),
        ("旗", Level::County),
        ("乡", Level::Township),
        ("街道", Level::Subdistrict),
        ("社区", Level::Village),
    ] {
        assert_eq!(Level::parse(word), Ok(level), "{word}");
        assert_eq!(Level::parse(&level.to_string()), Ok(level));
    }
    assert_eq!(
        Level::parse("国"),
        Err(PlaceError::UnknownLevel { word: "国".into() })
    );
}

#[test]
fn a_place_obeys_the_one_above() {
    let village = Place::parse("石桥村").unwrap().within(
        Place::parse("云溪镇")
            .unwrap()
            .within(Place::parse("青禾县").unwrap()),
    );
    let town = village.parent().unwrap();
    assert_eq!(
        (town.party(), town.parent().unwrap().party()),
        ("镇党委".into(), "县委".into())
    );
    assert_eq!(town.parent().unwrap().parent(), None);
}
