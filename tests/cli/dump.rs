//! `shingi dump`: the stable form that other tools read.

use serde_json::Value;

use super::{Home, keys, length};

/// What a named amount says.
const AMOUNT: [&str; 3] = ["fiscal_year", "label", "thousand_yen"];

/// What an indicator says.
const INDICATOR: [&str; 10] =
    ["actuals", "area", "baseline", "id", "label", "name", "programs", "source", "targets", "unit"];

#[test]
fn the_dump_holds_the_whole_record_in_its_stable_form() {
    let home = Home::with_records();
    home.sato(&["link", "ア-イ", "地域スタートアップ", "--extent", "一部", "--note", "一部のみ"])
        .fine();
    let dump = home.run(&["dump"]).json();
    assert_eq!(dump, home.run(&["dump", "--format", "json"]).json());
    let of = |kind: &str, key: &str, start: &str| {
        let all = dump[kind].as_array().unwrap().iter();
        all.filter(|one| one[key].as_str().unwrap().starts_with(start)).collect::<Vec<_>>()
    };
    assert_eq!(of("sources", "id", "city-report-r7").len(), 1);
    assert_eq!(of("areas", "plan", "city-r7").len(), 15);
    assert_eq!(of("sessions", "id", "city-r7/").len(), 2);
    assert_eq!(of("opinions", "source", "city-report-r7").len(), 25);
    let programs = dump["programs"].as_array().unwrap();
    let entries: Vec<(&Value, &Value)> = programs
        .iter()
        .flat_map(|program| {
            program["entries"].as_array().unwrap().iter().map(move |entry| (program, entry))
        })
        .filter(|(_, entry)| entry["source"] == "city-report-r7")
        .collect();
    let (again, first): (Vec<_>, Vec<_>) =
        entries.iter().partition(|(_, entry)| entry["relisted"] == true);
    assert_eq!((entries.len(), first.len(), again.len()), (72, 66, 6));
    let measures = first.iter().filter(|(_, entry)| entry["label"].is_string());
    assert!(measures.clone().all(|(program, _)| program["kind"] == "measure"));
    assert_eq!(measures.count(), 8);
    assert_eq!(first.iter().filter(|(_, entry)| entry["number"].is_u64()).count(), 58);

    let holds = |value: &Value, wanted: &[&str]| {
        for key in wanted {
            assert!(value.get(key).is_some(), "{key} in {value}");
        }
    };
    holds(&dump, &["lineage", "indicators", "procurement", "links", "coverage"]);
    holds(&dump["sources"][0], &["id", "title", "issuer", "fiscal_year"]);
    let area = dump["areas"].as_array().unwrap().iter().find(|a| a["id"] == "city-r7/1-1").unwrap();
    assert_eq!(
        (&area["label"], &area["parent"], &area["totals"][0]),
        (
            &"(1)".into(),
            &"city-r7/1".into(),
            &serde_json::json!({"kind": "settled", "fiscal_year": "R6", "thousand_yen": 144_843})
        )
    );
    let session = of("sessions", "id", "city-r7/第1回")[0];
    assert_eq!((&session["date"], &session["start"]), (&"2025-07-02".into(), &"10:00".into()));
    holds(session, &["id", "fiscal_year", "number", "end", "place", "agenda"]);
    let opinion = of("opinions", "id", "city-r7/ア(ア)")[0];
    assert_eq!((&opinion["id"], &opinion["label"]), (&"city-r7/ア(ア)".into(), &"ア(ア)".into()));
    holds(opinion, &["fiscal_year", "heading", "area", "text", "source"]);
    let named = |name: &str| entries.iter().find(|(program, _)| program["id"] == name).unwrap();
    let (program, entry) = named("city/成長産業創出支援事業");
    assert_eq!((&program["body"], &program["kind"]), (&"city".into(), &"project".into()));
    let keys = ["source", "area", "number", "department", "marks", "content", "results", "remark"];
    holds(entry, &keys);
    assert_eq!(entry["settled"], serde_json::json!({"fiscal_year": "R6", "thousand_yen": 15232}));
    let (_, unprinted) = named("city/食の販路拡大事業");
    assert_eq!(unprinted["budget"], Value::Null, "not printed is not zero");

    let link = &dump["links"][0];
    for (key, value) in [
        ("opinion", "city-r7/ア(イ)"),
        ("program", "city/地域スタートアップ等支援事業"),
        ("kind", "継続"),
        ("extent", "一部"),
        ("stage", "確定"),
        ("by", "sato"),
        ("note", "一部のみ"),
    ] {
        assert_eq!(link[key], value);
    }
    holds(link, &["id", "at", "evidence"]);
    let coverage = &dump["coverage"];
    assert_eq!(coverage["covered"], serde_json::json!({"full": 0, "partial": 1}));
    holds(coverage, &["as_of", "opinions", "answered", "with_result", "out_of_scope"]);
    let areas = coverage["areas"].as_array().unwrap();
    let area = areas.iter().find(|area| area["area"] == "city-r7/1").unwrap();
    assert_eq!(
        (&area["opinions"], &area["full"], &area["partial"]),
        (&7.into(), &0.into(), &1.into())
    );
}

#[test]
fn the_dump_holds_lineage_and_indicators_and_every_amount_by_its_name() {
    let dump = Home::new().run(&["dump"]).json();
    // Every amount by the name the source gives it, and never as another one.
    let amounts = dump["programs"].as_array().unwrap().iter().flat_map(|program| {
        program["entries"].as_array().unwrap().iter().flat_map(|e| e["amounts"].as_array().unwrap())
    });
    let amounts: Vec<_> = amounts.collect();
    assert!(amounts.len() > 10 && amounts.iter().all(|a| keys(a) == AMOUNT), "{amounts:?}");
    let areas = dump["areas"].as_array().unwrap().iter();
    let totals: Vec<_> = areas.flat_map(|area| area["totals"].as_array().unwrap()).collect();
    let named: Vec<_> = totals.iter().filter(|total| total["kind"] == "named").collect();
    assert!(!named.is_empty() && named.iter().all(|total| total["label"].is_string()));
    let plain = totals.iter().filter(|total| total["kind"] != "named");
    assert!(plain.clone().count() > 20 && plain.into_iter().all(|t| t.get("label").is_none()));

    let lineage = dump["lineage"].as_array().unwrap();
    assert!(lineage.len() > 10, "{lineage:?}");
    for step in lineage {
        assert_eq!(keys(step), ["fiscal_year", "from", "inferred", "kind", "stated", "to"]);
        match (&step["stated"], &step["inferred"]) {
            (stated, Value::Null) => assert_eq!(keys(stated), ["place", "source", "text"]),
            (Value::Null, inferred) => assert_eq!(keys(inferred), ["certainty", "reason"]),
            both => panic!("{both:?}"),
        }
    }
    let split = |s: &&Value| s["kind"] == "分割" && s["from"][0] == "city/食の販路拡大事業";
    assert!(length(&lineage.iter().find(split).unwrap()["to"]) >= 2);

    let indicators = dump["indicators"].as_array().unwrap();
    assert!(!indicators.is_empty());
    let readings = indicators.iter().flat_map(|indicator| {
        assert_eq!(keys(indicator), INDICATOR);
        let years = [&indicator["targets"], &indicator["actuals"]];
        years
            .into_iter()
            .flat_map(|years| years.as_array().unwrap())
            .chain(Some(&indicator["baseline"]).filter(|baseline| !baseline.is_null()))
    });
    let readings: Vec<_> = readings.collect();
    for reading in &readings {
        assert_eq!(keys(reading), ["fiscal_year", "qualifier", "value"]);
        assert!(reading["value"].is_number() || reading["value"].is_null(), "{reading}");
    }
    for shape in [Value::is_i64, Value::is_f64, Value::is_null] {
        assert!(readings.iter().any(|reading| shape(&reading["value"])));
    }
}
