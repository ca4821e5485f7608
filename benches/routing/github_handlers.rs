//! The GitHub set as handlers, for the compile-time table. Same order as `github.rs`.

use wz::prelude::*;

#[get("/authorizations")]
fn r0() {}

#[get("/authorizations/<int:p1>")]
fn r1(p1: u64) {
    let _ = (p1,);
}

#[get("/applications/<p1>/tokens/<p2>")]
fn r2(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/events")]
fn r3() {}

#[get("/repos/<p1>/<p2>/events")]
fn r4(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/networks/<p1>/<p2>/events")]
fn r5(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/orgs/<p1>/events")]
fn r6(p1: &str) {
    let _ = (p1,);
}

#[get("/users/<p1>/received_events")]
fn r7(p1: &str) {
    let _ = (p1,);
}

#[get("/users/<p1>/received_events/public")]
fn r8(p1: &str) {
    let _ = (p1,);
}

#[get("/users/<p1>/events")]
fn r9(p1: &str) {
    let _ = (p1,);
}

#[get("/users/<p1>/events/public")]
fn r10(p1: &str) {
    let _ = (p1,);
}

#[get("/users/<p1>/events/orgs/<p2>")]
fn r11(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/feeds")]
fn r12() {}

#[get("/notifications")]
fn r13() {}

#[get("/repos/<p1>/<p2>/notifications")]
fn r14(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/notifications/threads/<int:p1>")]
fn r15(p1: u64) {
    let _ = (p1,);
}

#[get("/notifications/threads/<int:p1>/subscription")]
fn r16(p1: u64) {
    let _ = (p1,);
}

#[get("/repos/<p1>/<p2>/stargazers")]
fn r17(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/users/<p1>/starred")]
fn r18(p1: &str) {
    let _ = (p1,);
}

#[get("/user/starred")]
fn r19() {}

#[get("/user/starred/<p1>/<p2>")]
fn r20(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/subscribers")]
fn r21(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/users/<p1>/subscriptions")]
fn r22(p1: &str) {
    let _ = (p1,);
}

#[get("/user/subscriptions")]
fn r23() {}

#[get("/repos/<p1>/<p2>/subscription")]
fn r24(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/user/subscriptions/<p1>/<p2>")]
fn r25(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/users/<p1>/gists")]
fn r26(p1: &str) {
    let _ = (p1,);
}

#[get("/gists")]
fn r27() {}

#[get("/gists/<p1>")]
fn r28(p1: &str) {
    let _ = (p1,);
}

#[get("/gists/<p1>/star")]
fn r29(p1: &str) {
    let _ = (p1,);
}

#[get("/repos/<p1>/<p2>/git/blobs/<p3>")]
fn r30(p1: &str, p2: &str, p3: &str) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/git/commits/<p3>")]
fn r31(p1: &str, p2: &str, p3: &str) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/git/refs")]
fn r32(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/git/tags/<p3>")]
fn r33(p1: &str, p2: &str, p3: &str) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/git/trees/<p3>")]
fn r34(p1: &str, p2: &str, p3: &str) {
    let _ = (p1, p2, p3);
}

#[get("/issues")]
fn r35() {}

#[get("/user/issues")]
fn r36() {}

#[get("/orgs/<p1>/issues")]
fn r37(p1: &str) {
    let _ = (p1,);
}

#[get("/repos/<p1>/<p2>/issues")]
fn r38(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/issues/<int:p3>")]
fn r39(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/assignees")]
fn r40(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/assignees/<p3>")]
fn r41(p1: &str, p2: &str, p3: &str) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/issues/<int:p3>/comments")]
fn r42(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/issues/<int:p3>/events")]
fn r43(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/labels")]
fn r44(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/labels/<p3>")]
fn r45(p1: &str, p2: &str, p3: &str) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/issues/<int:p3>/labels")]
fn r46(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/milestones/<int:p3>/labels")]
fn r47(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/milestones/")]
fn r48(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/milestones/<int:p3>")]
fn r49(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/emojis")]
fn r50() {}

#[get("/gitignore/templates")]
fn r51() {}

#[get("/gitignore/templates/<p1>")]
fn r52(p1: &str) {
    let _ = (p1,);
}

#[get("/meta")]
fn r53() {}

#[get("/rate_limit")]
fn r54() {}

#[get("/users/<p1>/orgs")]
fn r55(p1: &str) {
    let _ = (p1,);
}

#[get("/user/orgs")]
fn r56() {}

#[get("/orgs/<p1>")]
fn r57(p1: &str) {
    let _ = (p1,);
}

#[get("/orgs/<p1>/members")]
fn r58(p1: &str) {
    let _ = (p1,);
}

#[get("/orgs/<p1>/members/<p2>")]
fn r59(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/orgs/<p1>/public_members")]
fn r60(p1: &str) {
    let _ = (p1,);
}

#[get("/orgs/<p1>/public_members/<p2>")]
fn r61(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/orgs/<p1>/teams")]
fn r62(p1: &str) {
    let _ = (p1,);
}

#[get("/teams/<int:p1>")]
fn r63(p1: u64) {
    let _ = (p1,);
}

#[get("/teams/<int:p1>/members")]
fn r64(p1: u64) {
    let _ = (p1,);
}

#[get("/teams/<int:p1>/members/<p2>")]
fn r65(p1: u64, p2: &str) {
    let _ = (p1, p2);
}

#[get("/teams/<int:p1>/repos")]
fn r66(p1: u64) {
    let _ = (p1,);
}

#[get("/teams/<int:p1>/repos/<p2>/<p3>")]
fn r67(p1: u64, p2: &str, p3: &str) {
    let _ = (p1, p2, p3);
}

#[get("/user/teams")]
fn r68() {}

#[get("/repos/<p1>/<p2>/pulls")]
fn r69(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/pulls/<int:p3>")]
fn r70(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/pulls/<int:p3>/commits")]
fn r71(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/pulls/<int:p3>/files")]
fn r72(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/pulls/<int:p3>/merge")]
fn r73(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/pulls/<int:p3>/comments")]
fn r74(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/user/repos")]
fn r75() {}

#[get("/users/<p1>/repos")]
fn r76(p1: &str) {
    let _ = (p1,);
}

#[get("/orgs/<p1>/repos")]
fn r77(p1: &str) {
    let _ = (p1,);
}

#[get("/repositories")]
fn r78() {}

#[get("/repos/<p1>/<p2>")]
fn r79(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/contributors")]
fn r80(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/languages")]
fn r81(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/teams")]
fn r82(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/tags")]
fn r83(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/branches")]
fn r84(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/branches/<p3>")]
fn r85(p1: &str, p2: &str, p3: &str) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/collaborators")]
fn r86(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/collaborators/<p3>")]
fn r87(p1: &str, p2: &str, p3: &str) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/comments")]
fn r88(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/commits/<p3>/comments")]
fn r89(p1: &str, p2: &str, p3: &str) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/commits")]
fn r90(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/commits/<p3>")]
fn r91(p1: &str, p2: &str, p3: &str) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/readme")]
fn r92(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/keys")]
fn r93(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/keys/<int:p3>")]
fn r94(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/downloads")]
fn r95(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/downloads/<int:p3>")]
fn r96(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/forks")]
fn r97(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/hooks")]
fn r98(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/hooks/<int:p3>")]
fn r99(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/releases")]
fn r100(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/releases/<int:p3>")]
fn r101(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/releases/<int:p3>/assets")]
fn r102(p1: &str, p2: &str, p3: u64) {
    let _ = (p1, p2, p3);
}

#[get("/repos/<p1>/<p2>/stats/contributors")]
fn r103(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/stats/commit_activity")]
fn r104(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/stats/code_frequency")]
fn r105(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/stats/participation")]
fn r106(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/stats/punch_card")]
fn r107(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/repos/<p1>/<p2>/statuses/<p3>")]
fn r108(p1: &str, p2: &str, p3: &str) {
    let _ = (p1, p2, p3);
}

#[get("/search/repositories")]
fn r109() {}

#[get("/search/code")]
fn r110() {}

#[get("/search/issues")]
fn r111() {}

#[get("/search/users")]
fn r112() {}

#[get("/legacy/issues/search/<p1>/<p2>/<p3>/<p4>")]
fn r113(p1: &str, p2: &str, p3: &str, p4: &str) {
    let _ = (p1, p2, p3, p4);
}

#[get("/legacy/repos/search/<p1>")]
fn r114(p1: &str) {
    let _ = (p1,);
}

#[get("/legacy/user/search/<p1>")]
fn r115(p1: &str) {
    let _ = (p1,);
}

#[get("/legacy/user/email/<p1>")]
fn r116(p1: &str) {
    let _ = (p1,);
}

#[get("/users/<p1>")]
fn r117(p1: &str) {
    let _ = (p1,);
}

#[get("/user")]
fn r118() {}

#[get("/users")]
fn r119() {}

#[get("/user/emails")]
fn r120() {}

#[get("/users/<p1>/followers")]
fn r121(p1: &str) {
    let _ = (p1,);
}

#[get("/user/followers")]
fn r122() {}

#[get("/users/<p1>/following")]
fn r123(p1: &str) {
    let _ = (p1,);
}

#[get("/user/following")]
fn r124() {}

#[get("/user/following/<p1>")]
fn r125(p1: &str) {
    let _ = (p1,);
}

#[get("/users/<p1>/following/<p2>")]
fn r126(p1: &str, p2: &str) {
    let _ = (p1, p2);
}

#[get("/users/<p1>/keys")]
fn r127(p1: &str) {
    let _ = (p1,);
}

#[get("/user/keys")]
fn r128() {}

#[get("/user/keys/<int:p1>")]
fn r129(p1: u64) {
    let _ = (p1,);
}

routes! {
    pub(crate) Github = r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11,
        r12, r13, r14, r15, r16, r17, r18, r19, r20, r21, r22, r23,
        r24, r25, r26, r27, r28, r29, r30, r31, r32, r33, r34, r35,
        r36, r37, r38, r39, r40, r41, r42, r43, r44, r45, r46, r47,
        r48, r49, r50, r51, r52, r53, r54, r55, r56, r57, r58, r59,
        r60, r61, r62, r63, r64, r65, r66, r67, r68, r69, r70, r71,
        r72, r73, r74, r75, r76, r77, r78, r79, r80, r81, r82, r83,
        r84, r85, r86, r87, r88, r89, r90, r91, r92, r93, r94, r95,
        r96, r97, r98, r99, r100, r101, r102, r103, r104, r105, r106, r107,
        r108, r109, r110, r111, r112, r113, r114, r115, r116, r117, r118, r119,
        r120, r121, r122, r123, r124, r125, r126, r127, r128, r129
}
