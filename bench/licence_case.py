"""The licence case in our notation: a contract on evaluating a product, and the facts of its events from how they are related.

The case is that of Robaldo et al., doi:10.1007/s10506-023-09360-z; norms and patterns are our own words. An event that
is described need not have happened.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ontology.from_notation import read_law
from ontology.relation import read_patterns
from packs.vn import jurisdiction

DAY = date(2023, 6, 1)
CONTRACT_TEXT = """
law contract "1/2023/LICENCE"
    issued   2023-01-01
    in_force 2023-01-01..
    title    "Hợp đồng đánh giá sản phẩm" "Contract on evaluating a product"

prohibition dieu_1
    act  evaluate
    when evaluation
    vi   "Không được đánh giá sản phẩm"
    en   "The product is not evaluated"

permission dieu_1__khoan_1
    act          evaluate
    when         evaluation and licensed
    exception_to 1/2023/LICENCE#dieu_1/prohibition
    vi           "Được đánh giá khi bên cấp phép đã cấp phép"
    en           "Evaluating is permitted once the licensor has granted a licence"

prohibition dieu_2
    act  publish_results
    when publication and evaluated
    vi   "Không được công bố kết quả đánh giá"
    en   "Results of the evaluation are not published"

permission dieu_2__khoan_1
    act          publish_results
    when         publication and evaluated and approved
    exception_to 1/2023/LICENCE#dieu_2/prohibition
    vi           "Được công bố kết quả khi bên cấp phép chấp thuận"
    en           "Results may be published with the licensor's approval"

obligation dieu_2__khoan_2
    act         remove
    compensates 1/2023/LICENCE#dieu_2/prohibition
    vi          "Đã công bố trái phép thì phải gỡ bỏ"
    en          "What was published unlawfully is removed"

prohibition dieu_3
    act  publish_comments
    when comment and evaluated
    vi   "Không được công bố nhận xét về việc đánh giá"
    en   "Comments on the evaluation are not published"

permission dieu_3__khoan_1
    act          publish_comments
    when         comment and evaluated and results_permitted
    exception_to 1/2023/LICENCE#dieu_3/prohibition
    vi           "Được công bố nhận xét khi được công bố kết quả"
    en           "Comments may be published by who may publish the results"

obligation dieu_4
    act          publish_results
    when         publication and evaluated and commissioned
    exception_to 1/2023/LICENCE#dieu_2/prohibition
    vi           "Được đặt hàng đánh giá độc lập thì phải công bố kết quả"
    en           "Results of a commissioned evaluation are published"
"""
PATTERNS_TEXT = """
E is evaluation if E is evaluate, E agent X, X is licensee, E theme P, P is product else not
E is licensed if E is evaluation, E agent X, E theme P, G is grant, G happened, G agent Y, Y is licensor,
    G receiver X, G theme L, L is licence, L licence_of P else not
E is done:evaluate if E is evaluation, E happened else not

# Who publishes is who evaluated.
P is publication if P is publish, P agent X, P theme R, E is evaluation, E result R, E agent X else not
P is approved if P is publication, A is approve, A happened, A agent Y, Y is licensor, A theme P else not
P is commissioned if P is publication, P theme R, P agent X, E is evaluation, E result R, E agent X,
    C is commission, C happened, C theme E else not
P is done:publish_results if P is publication, P happened else not
P is done:remove if P is publication, P agent X, P theme R, D is remove, D happened, D agent X, D theme R else not

P is comment if P is publish, P agent X, P theme C, C comment_of E, E is evaluation, E agent X else not
P is results_permitted if P is comment, P agent X, P theme C, C comment_of E, E result R,
    Q is approved, Q theme R, Q agent X else not
P is done:publish_comments if P is comment, P happened else not

P is evaluated if P is publication, P agent X, P theme R, E is evaluation, E happened, E result R, E agent X else not
P is evaluated if P is comment, P agent X, P theme C, C comment_of E, E is evaluation, E happened, E agent X else not
"""
CONTRACT, PATTERNS = read_law(CONTRACT_TEXT), read_patterns(PATTERNS_TEXT)
MATTERS = ("evaluation", "publication", "comment")
"""The facts of which each thing judged has one."""

VN = replace(jurisdiction(), facts={}, schemes={}, base=())
